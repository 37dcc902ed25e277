package com.penguinmails.gateway.edge;

import com.penguinmails.kernel.Refusal;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Pages of which origins may call the API: exact ones, without cookies.
 *
 * <p>Only the API. The form of the unsubscribe page may come from a tenant's own host or from no origin at all.
 */
@Configuration(proxyBeanMethods = false)
class CrossOrigin {

    @Bean
    @Order(EdgeOrder.CORS)
    CorsWebFilter corsFilter(EdgeProperties edge) {
        var api = new CorsConfiguration();
        api.setAllowedOrigins(edge.allowedOrigins());
        api.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        api.setAllowedHeaders(List.of(
                "Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "X-Request-Id", "traceparent"));
        api.setExposedHeaders(List.of(
                "X-Request-Id",
                "RateLimit",
                "RateLimit-Policy",
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset",
                "ETag",
                "Retry-After",
                "Location"));
        api.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", api);
        return new Answering(source);
    }

    /** Spring's filter refuses with an empty answer; here every refusal says why. */
    private static final class Answering extends CorsWebFilter {

        private final CorsConfigurationSource source;
        private final CorsProcessor processor = new DefaultCorsProcessor();

        Answering(CorsConfigurationSource source) {
            super(source);
            this.source = source;
        }

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            CorsConfiguration allowed = source.getCorsConfiguration(exchange);
            if (allowed == null) {
                return chain.filter(exchange);
            }
            if (!processor.process(allowed, exchange)) {
                return Mono.error(new Refusal(
                        Refusal.Kind.FORBIDDEN,
                        "origin-not-allowed",
                        "Pages of this origin may not call the API in this way."));
            }
            return CorsUtils.isPreFlightRequest(exchange.getRequest()) ? Mono.empty() : chain.filter(exchange);
        }
    }
}
