package com.penguinmails.gateway.routing;

import com.penguinmails.contracts.ServiceName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;

/**
 * Paths that exist for the outside.
 *
 * @param id names the route in logs and metrics
 * @param paths patterns of Spring's PathPattern
 * @param reads what is spared of answers to GET
 * @param upstreamPath what the service is asked for instead, null for the same
 */
public record PublicRoute(
        String id,
        ServiceName service,
        Access access,
        Size size,
        Reads reads,
        List<String> paths,
        @Nullable String upstreamPath) {

    static final String METADATA = "public-route";

    /** Who may use it. */
    public enum Access {
        /** A person with a valid token. */
        SIGNED_IN,
        /** A person with a valid token that holds some permission of the platform; which one is needed is the service's to say. */
        OPERATOR,
        /** Anybody; it is how one gets a token. */
        ANONYMOUS,
        /** Anybody; recipients' mail programs and other machines come here, in numbers. */
        LINK
    }

    /** How large a request body may be. */
    public enum Size {
        NORMAL(2L << 20),
        /** 50 MB of file and what multipart puts around it. */
        UPLOAD(51L << 20);

        private final long maxBytes;

        Size(long maxBytes) {
            this.maxBytes = maxBytes;
        }

        long maxBytes() {
            return maxBytes;
        }
    }

    /** What is spared of answers to GET. */
    public enum Reads {
        /** Nothing: each request is the service's own business, as when it counts them. */
        EACH,
        /** The body of an answer that the caller has already. */
        TAGGED,
        /** The question itself: the answer is the same for everybody. */
        KEPT
    }

    /** Whether a WebSocket is opened there, and nothing else: the paths that begin with {@code /ws/}. */
    public boolean opensSocket() {
        return paths.getFirst().startsWith("/ws/");
    }

    /** The route that the request was matched to; there is one behind the gateway's own filters. */
    public static PublicRoute of(ServerWebExchange exchange) {
        Route route = Objects.requireNonNull(exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR));
        return (PublicRoute) Objects.requireNonNull(route.getMetadata().get(METADATA));
    }
}
