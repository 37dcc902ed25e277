package com.penguinmails.gateway.edge;

import com.penguinmails.kernel.Refusal;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses paths that two programs could read differently: the gateway must not let pass as one path what a service takes for
 * another. No path of the platform needs any of this.
 */
@Component
@Order(EdgeOrder.PATH_GUARD)
class PathGuard implements WebFilter {

    private static final Pattern AMBIGUOUS = Pattern.compile(
            "//" // an empty segment
                    + "|[\\\\;]" // a Windows separator; a path parameter such as ;jsessionid=
                    + "|(?:^|/)\\.{1,2}(?:/|$)" // a dot segment
                    + "|%(?:2[eEfF5]|5[cC]|3[bB]|[01][0-9a-fA-F]|7[fF])"); // an escaped dot, slash, percent, backslash,
    // semicolon, control

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isPlain(exchange.getRequest().getURI().getRawPath())
                ? chain.filter(exchange)
                : Mono.error(new Refusal(
                        Refusal.Kind.INVALID,
                        "ambiguous-path",
                        "Send the path in its plain form: without dot segments, empty segments, path parameters and escaped"
                                + " separators."));
    }

    static boolean isPlain(String rawPath) {
        return !AMBIGUOUS.matcher(rawPath).find();
    }
}
