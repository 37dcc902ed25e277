package com.penguinmails.security;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes clients from the contracts of other services.
 *
 * <p>Each call carries a service token for the callee, the tenant in scope, the request id and the trace. It has a timeout, and
 * a circuit breaker that opens when half of the last calls failed. A problem answer comes back as the same {@link Refusal}. What
 * is no proper answer is a refusal of kind {@link Refusal.Kind#UNAVAILABLE} with one of two codes: {@link #AWAY} when the callee
 * has not seen the request or asks for patience, {@link #FAILED} when the request itself may be to blame.
 */
public final class ServiceClients {

    /** Code: the callee cannot be reached, is overloaded (503, 429) or does not know us; the same call will succeed later. */
    public static final String AWAY = "service-unavailable";

    /**
     * Code: the callee got the request and answered it with an error of its own (another 5xx) or nonsense, too late, or not at all.
     * Who repeats such a call for ever may break the callee for ever.
     */
    public static final String FAILED = "service-failed";

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
        return HttpServiceProxyFactory.builderFor(new UnreadableAnswers(RestClientAdapter.create(client), callee))
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
            throw away(callee, open);
        }
        long started = System.nanoTime();
        try {
            request.getHeaders().setBearerAuth(token(callee));
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
        } catch (IOException broken) {
            note(breaker, started, true);
            throw neverArrived(broken) ? away(callee, broken) : failed(callee, broken);
        } catch (Refusal withoutToken) {
            note(breaker, started, true);
            throw withoutToken;
        }
    }

    private String token(ServiceName callee) {
        try {
            return tokens.forCallee(callee.id());
        } catch (RestClientException issuerAway) {
            throw away(callee, issuerAway);
        }
    }

    private static boolean neverArrived(IOException failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private static void note(CircuitBreaker breaker, long startedNanos, boolean failed) {
        long took = System.nanoTime() - startedNanos;
        if (failed) {
            breaker.onError(took, java.util.concurrent.TimeUnit.NANOSECONDS, new IOException("failed call"));
        } else {
            breaker.onSuccess(took, java.util.concurrent.TimeUnit.NANOSECONDS);
        }
    }

    /** Whether patience will do: what was asked is not to blame. False of {@link #FAILED}, since some request may break its callee every time. */
    public static boolean isAway(Refusal refusal) {
        return refusal.kind() == Refusal.Kind.TOO_MANY
                || refusal.kind() == Refusal.Kind.UNAVAILABLE && !refusal.code().equals(FAILED);
    }

    private static Refusal away(ServiceName callee, Exception cause) {
        var refusal = Refusal.unavailable(
                AWAY, "The " + callee.id() + " service cannot answer at the moment; try again shortly.");
        refusal.initCause(cause);
        return refusal;
    }

    static Refusal failed(ServiceName callee, Exception cause) {
        var refusal =
                Refusal.unavailable(FAILED, "The " + callee.id() + " service failed to answer; try again shortly.");
        refusal.initCause(cause);
        return refusal;
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
