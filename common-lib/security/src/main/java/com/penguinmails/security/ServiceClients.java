package com.penguinmails.security;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes clients from the contracts of other services.
 *
 * <p>Each call carries a service token for the callee, the tenant in scope, the request id and the trace. It has a timeout, and
 * a circuit breaker that opens when half of the last calls failed. A problem answer comes back as the same {@link Refusal}; a
 * service that cannot be reached is the refusal {@code service-unavailable}.
 */
public final class ServiceClients {

    private static final String REQUEST_ID = "requestId";

    private final SecurityProperties properties;
    private final ServiceTokens tokens;
    private final ObjectProvider<RestClient.Builder> builders;

    ServiceClients(SecurityProperties properties, ServiceTokens tokens, ObjectProvider<RestClient.Builder> builders) {
        this.properties = properties;
        this.tokens = tokens;
        this.builders = builders;
    }

    /** A client for one contract of {@code callee}; make it once and keep it. */
    public <T> T create(ServiceName callee, Class<T> contract) {
        URI baseUrl = properties.services().get(callee.id());
        if (baseUrl == null) {
            throw new IllegalStateException("penguinmails.security.services." + callee.id() + " is not set");
        }
        CircuitBreaker breaker = breaker(callee);
        RestClient client = builders.getIfAvailable(RestClient::builder)
                .baseUrl(baseUrl.toString())
                .requestFactory(requests(properties))
                .requestInterceptor((request, body, execution) -> call(callee, breaker, request, body, execution))
                .defaultStatusHandler(new RefusalDecoder())
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build()
                .createClient(contract);
    }

    static JdkClientHttpRequestFactory requests(SecurityProperties properties) {
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(properties.readTimeout());
        return factory;
    }

    private ClientHttpResponse call(
            ServiceName callee,
            CircuitBreaker breaker,
            HttpRequest request,
            byte[] body,
            ClientHttpRequestExecution execution) {
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException open) {
            throw unavailable(callee);
        }
        long started = System.nanoTime();
        try {
            request.getHeaders().setBearerAuth(tokens.forCallee(callee.id()));
            TenantScope.find()
                    .ifPresent(tenant -> request.getHeaders().set(TokenClaims.TENANT_HEADER, tenant.toString()));
            String requestId = MDC.get(REQUEST_ID);
            if (requestId != null) {
                request.getHeaders().set("X-Request-Id", requestId);
            }
            ClientHttpResponse response = execution.execute(request, body);
            note(breaker, started, response.getStatusCode().is5xxServerError());
            if (response.getStatusCode().value() == Refusal.Kind.UNAUTHENTICATED.status()) {
                tokens.forget(callee.id());
            }
            return response;
        } catch (IOException | org.springframework.web.client.RestClientException unreachable) {
            note(breaker, started, true);
            var refusal = unavailable(callee);
            refusal.initCause(unreachable);
            throw refusal;
        }
    }

    private static void note(CircuitBreaker breaker, long startedNanos, boolean failed) {
        long took = System.nanoTime() - startedNanos;
        if (failed) {
            breaker.onError(took, java.util.concurrent.TimeUnit.NANOSECONDS, new IOException("failed call"));
        } else {
            breaker.onSuccess(took, java.util.concurrent.TimeUnit.NANOSECONDS);
        }
    }

    private static Refusal unavailable(ServiceName callee) {
        return Refusal.unavailable(
                "service-unavailable",
                "The " + callee.id() + " service cannot answer at the moment; try again shortly.");
    }

    private static CircuitBreaker breaker(ServiceName callee) {
        return CircuitBreaker.of(
                callee.id(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(20)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(2))
                        .permittedNumberOfCallsInHalfOpenState(5)
                        .build());
    }
}
