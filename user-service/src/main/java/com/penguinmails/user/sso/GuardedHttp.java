package com.penguinmails.user.sso;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Calls a tenant's identity provider and nothing that is not public: {@link GuardedAddress} for what is named, {@link PublicNames} for where that
 * leads. No redirects, no cookies, no second try, at most 256 KB, and at most ten seconds from the first byte to the last.
 */
final class GuardedHttp implements AutoCloseable {

    static final int MOST_BYTES = 256 * 1024;

    private static final Timeout CONNECT = Timeout.ofSeconds(3);
    private static final Timeout SILENCE = Timeout.ofSeconds(5);
    private static final int PER_PROVIDER = 10;
    private static final int ALL = 50;

    private final CloseableHttpClient client;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final boolean loopbackAllowed;
    private final Duration whole;

    /** @param whole how long one call may take */
    GuardedHttp(DnsResolver names, boolean loopbackAllowed, Duration whole) {
        this.loopbackAllowed = loopbackAllowed;
        this.whole = whole;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new PublicNames(names, loopbackAllowed))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(SILENCE)
                                .build())
                        .setMaxConnPerRoute(PER_PROVIDER)
                        .setMaxConnTotal(ALL)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(SILENCE)
                        .build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableAuthCaching()
                .build();
    }

    /** @param body as UTF-8 */
    record Answer(int status, String body) {

        boolean isGood() {
            return status == 200;
        }

        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /** There is no answer that could be used; the message is for the log. */
    static final class NoAnswer extends Exception {

        private static final long serialVersionUID = 1L;

        NoAnswer(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    Answer get(String address) throws NoAnswer {
        return call(new HttpGet(allowed(address)));
    }

    /** @param authorization value of the header; null for none */
    Answer post(String address, Map<String, String> form, @Nullable String authorization) throws NoAnswer {
        var request = new HttpPost(allowed(address));
        request.setEntity(new UrlEncodedFormEntity(
                form.entrySet().stream()
                        .map(field -> new BasicNameValuePair(field.getKey(), field.getValue()))
                        .toList(),
                StandardCharsets.UTF_8));
        if (authorization != null) {
            request.setHeader("Authorization", authorization);
        }
        return call(request);
    }

    private URI allowed(String address) throws NoAnswer {
        return GuardedAddress.parse(address, loopbackAllowed)
                .orElseThrow(() -> new NoAnswer("an address that may not be called", null));
    }

    /** The limit on the whole holds against who sends a byte now and then, which the socket's own limit does not. */
    private Answer call(HttpUriRequestBase request) throws NoAnswer {
        request.setHeader("Accept", "application/json");
        Future<Answer> answer = calls.submit(() -> client.execute(request, GuardedHttp::read));
        try {
            return answer.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new NoAnswer("the call failed", failed.getCause());
        } catch (TimeoutException slow) {
            request.cancel();
            throw new NoAnswer("the answer took too long", slow);
        } catch (InterruptedException stopping) {
            request.cancel();
            Thread.currentThread().interrupt();
            throw new NoAnswer("this process stops", stopping);
        }
    }

    private static Answer read(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Answer(response.getCode(), "");
        }
        try (InputStream body = entity.getContent()) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("the answer is larger than " + MOST_BYTES + " bytes");
            }
            return new Answer(response.getCode(), new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        calls.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
