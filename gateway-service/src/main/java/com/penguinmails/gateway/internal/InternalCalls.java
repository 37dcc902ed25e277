package com.penguinmails.gateway.internal;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.gateway.routing.ServiceAddresses;
import io.netty.channel.ChannelOption;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Asks a service as the gateway itself. A question that is not answered in time fails; nothing is asked twice. */
@Component
public class InternalCalls {

    private static final String TENANT_HEADER = "PM-Tenant";
    private static final int CONNECT_MILLIS = 1_000;
    /** Nobody waits for the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** A caller waits, and behind the answer stand two services that may just have started. */
    private static final Duration CALLERS_PATIENCE = Duration.ofSeconds(5);

    private static final Duration LONG_PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_ANSWER_BYTES = 4 << 20;

    private final WebClient http;
    private final WebClient awaited;
    private final WebClient patient;
    private final ServiceAddresses addresses;
    private final OwnTokens tokens;

    InternalCalls(ServiceAddresses addresses, InternalProperties properties, Clock clock) {
        this.http = client(PATIENCE);
        this.awaited = client(CALLERS_PATIENCE);
        this.patient = client(LONG_PATIENCE);
        this.addresses = addresses;
        this.tokens = new OwnTokens(awaited, properties, clock);
    }

    private static WebClient client(Duration patience) {
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create()
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .responseTimeout(patience)))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_ANSWER_BYTES))
                .build();
    }

    /** Asks about one tenant. */
    public <T> Mono<T> get(ServiceName callee, String path, String tenantId, Class<T> answer) {
        return tokens.forCallee(callee)
                .flatMap(token -> http.get()
                        .uri(addresses.of(callee).resolve(path))
                        .header(TENANT_HEADER, tenantId)
                        .headers(headers -> headers.setBearerAuth(token))
                        .retrieve()
                        .bodyToMono(answer))
                .transform(call -> guarded(callee, call, PATIENCE));
    }

    /** Asks with a body about no tenant in particular, for a caller who waits: up to five seconds. */
    public <T> Mono<T> post(ServiceName callee, String path, Object question, Class<T> answer) {
        return tokens.forCallee(callee)
                .flatMap(token -> awaited.post()
                        .uri(addresses.of(callee).resolve(path))
                        .headers(headers -> headers.setBearerAuth(token))
                        .bodyValue(question)
                        .retrieve()
                        .bodyToMono(answer))
                .transform(call -> guarded(callee, call, CALLERS_PATIENCE));
    }

    /** Asks for what anybody may know. The first time it may take longer: some answers are made then. */
    public <T> Mono<T> open(ServiceName callee, String path, Class<T> answer) {
        return patient.get()
                .uri(addresses.of(callee).resolve(path))
                .retrieve()
                .bodyToMono(answer)
                .timeout(LONG_PATIENCE);
    }

    private <T> Mono<T> guarded(ServiceName callee, Mono<T> call, Duration patience) {
        return call.timeout(patience)
                .doOnError(WebClientResponseException.Unauthorized.class, refused -> tokens.forget(callee));
    }
}
