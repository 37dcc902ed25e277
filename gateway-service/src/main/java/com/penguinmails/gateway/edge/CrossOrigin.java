package com.penguinmails.gateway.edge;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

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
        return new CorsWebFilter(source);
    }
}
