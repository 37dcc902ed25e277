package com.penguinmails.acceptance.api;

import com.penguinmails.acceptance.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends calls to the running platform, once, and takes whatever comes back. */
public final class Gateway {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private Gateway() {}

    public static String address() {
        String address = Stack.running().gateway().toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    public static Answer send(Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address() + call.target())).timeout(TIMEOUT);
        call.headers().forEach(header -> request.header(header.name(), header.value()));
        byte[] body = call.body();
        request.method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException broken) {
            throw new BrokenOff(call.curl(address()), broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    /** The same, for calls of which a test needs the result. */
    public static Answer succeed(Call call) {
        Answer answer = send(call);
        if (!answer.isSuccess()) {
            throw new IllegalStateException(answer + " to " + call.curl(address()));
        }
        return answer;
    }

    /** There was no answer at all. */
    public static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenOff(String call, IOException cause) {
            super(cause + " at " + call, cause);
        }
    }
}
