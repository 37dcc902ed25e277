package com.penguinmails.security;

import com.penguinmails.contracts.ServiceName;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;

/** An answer that breaks off or is not what the contract says is a failure of the callee, as an error status is. */
final class UnreadableAnswers extends HttpExchangeAdapterDecorator {

    private final ServiceName callee;

    UnreadableAnswers(HttpExchangeAdapter calls, ServiceName callee) {
        super(calls);
        this.callee = callee;
    }

    @Override
    public void exchange(HttpRequestValues request) {
        read(() -> {
            super.exchange(request);
            return Boolean.TRUE;
        });
    }

    @Override
    public HttpHeaders exchangeForHeaders(HttpRequestValues request) {
        return read(() -> super.exchangeForHeaders(request));
    }

    @Override
    public <T> @Nullable T exchangeForBody(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        return read(() -> super.exchangeForBody(request, type));
    }

    @Override
    public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues request) {
        return read(() -> super.exchangeForBodilessEntity(request));
    }

    @Override
    public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        return read(() -> super.exchangeForEntity(request, type));
    }

    private <T extends @Nullable Object> T read(Supplier<T> call) {
        try {
            return call.get();
        } catch (RestClientException unreadable) {
            throw ServiceClients.failed(callee, unreadable);
        }
    }
}
