package com.penguinmails.gateway.edge;

import com.penguinmails.kernel.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import tools.jackson.databind.json.JsonMapper;

/** The one place where a failure becomes an answer (RFC 9457). Bugs are logged here, once, and say nothing to the caller but an id. */
@Component
@Order(EdgeOrder.FAILURES)
class Failures implements WebFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    /** What nginx writes when the caller hung up before the answer. */
    static final int CALLER_GONE = 499;

    private static final String RETRY_AFTER_SECONDS = "5";

    private final JsonMapper json;

    Failures(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .onErrorResume(failure -> Mono.defer(() -> answer(exchange, Exceptions.unwrap(failure)))
                        .subscribeOn(CallersLoop.of(exchange)));
    }

    private Mono<Void> answer(ServerWebExchange exchange, Throwable failure) {
        try (var scope = LogScope.of(exchange)) {
            return answerOf(exchange, failure);
        }
    }

    private Mono<Void> answerOf(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (failure instanceof AbortedException) {
            // The caller hung up; the status is for the log alone.
            response.setRawStatusCode(CALLER_GONE);
            return Mono.error(failure);
        }
        if (response.isCommitted()) {
            // Half an answer is out; breaking off the connection is the only way to say that it is not whole.
            LOG.warn("An answer broke off in the middle: {}", failure.toString());
            return Mono.error(failure);
        }
        Problem problem = problemOf(failure, RequestIds.of(exchange));
        response.setRawStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        if (hasBody(exchange.getRequest())) {
            // The rest of it may still be on its way, and nobody is going to read it.
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        if (failure instanceof Refusal refusal) {
            refusal.retryAfter()
                    .ifPresent(wait -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        }
        if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()
                && !headers.containsHeader(HttpHeaders.RETRY_AFTER)) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        byte[] body = json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static boolean hasBody(ServerHttpRequest request) {
        return request.getHeaders().getContentLength() > 0
                || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    /** @param code stable, kebab-case, documented in docs/errors.md */
    record Problem(String title, int status, String detail, String code, String requestId) {

        static Problem of(HttpStatus status, String code, String detail, String requestId) {
            return new Problem(status.getReasonPhrase(), status.value(), detail, code, requestId);
        }
    }

    private static Problem problemOf(Throwable failure, String requestId) {
        return switch (failure) {
            case Refusal refusal ->
                Problem.of(
                        HttpStatus.valueOf(refusal.kind().status()), refusal.code(), refusal.publicDetail(), requestId);
            case ResponseStatusException refused -> ofStatus(refused, requestId);
            case ConnectException away -> unavailable(away, requestId);
            case UnknownHostException away -> unavailable(away, requestId);
            // A service that is too slow for an answer is a status above; this is waiting for a free connection.
            case TimeoutException busy -> unavailable(busy, requestId);
            case IOException broken -> {
                LOG.warn("A service broke off", broken);
                yield Problem.of(
                        HttpStatus.BAD_GATEWAY,
                        "service-interrupted",
                        "The connection to a part of the platform broke off. Check whether your change was made before you repeat it.",
                        requestId);
            }
            default -> {
                LOG.error("Unexpected failure", failure);
                yield Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "Something went wrong on our side. Quote the request id when you report it.",
                        requestId);
            }
        };
    }

    private static Problem ofStatus(ResponseStatusException refused, String requestId) {
        HttpStatus status = HttpStatus.valueOf(refused.getStatusCode().value());
        return switch (status) {
            case NOT_FOUND -> Problem.of(status, "not-found", "There is nothing at this path.", requestId);
            case SERVICE_UNAVAILABLE -> unavailable(refused, requestId);
            case GATEWAY_TIMEOUT -> {
                LOG.warn("A service did not answer in time: {}", refused.getReason());
                yield Problem.of(
                        status,
                        "service-timeout",
                        "A part of the platform did not answer in time. Check whether your change was made before you repeat it.",
                        requestId);
            }
            default -> {
                if (status.is5xxServerError()) {
                    LOG.error("Unexpected failure", refused);
                }
                yield Problem.of(
                        status,
                        status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
                        status.getReasonPhrase() + ".",
                        requestId);
            }
        };
    }

    private static Problem unavailable(Throwable cause, String requestId) {
        LOG.warn("A service cannot be reached: {}", cause.toString());
        return problemOf(Unavailable.service(), requestId);
    }
}
