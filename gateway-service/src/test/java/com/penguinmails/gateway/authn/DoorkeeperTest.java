package com.penguinmails.gateway.authn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.gateway.limits.RateLimits;
import com.penguinmails.gateway.routing.PublicRoute;
import com.penguinmails.kernel.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class DoorkeeperTest {

    @Test
    void whoIsNeitherLetInNorTurnedAwayIsToldSo() {
        Tokens tokens = mock();
        when(tokens.verify(any())).thenReturn(Mono.never());
        var doorkeeper = new Doorkeeper(tokens, mock(), mock(RateLimits.class), Duration.ofMillis(20));
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/tenants"));
        var route = new PublicRoute(
                "tenants",
                ServiceName.TENANT,
                PublicRoute.Access.SIGNED_IN,
                PublicRoute.Size.NORMAL,
                PublicRoute.Reads.TAGGED,
                List.of("/api/v1/tenants"),
                null);
        exchange.getAttributes()
                .put(
                        ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR,
                        Route.async()
                                .id("tenants")
                                .uri("http://tenant")
                                .predicate(any -> true)
                                .metadata("public-route", route)
                                .build());
        var asked = new AtomicBoolean();

        assertThatThrownBy(() -> doorkeeper
                        .filter(exchange, next -> Mono.fromRunnable(() -> asked.set(true)))
                        .block(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
        assertThat(asked).isFalse();
    }
}
