package com.penguinmails.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A page in a browser, as far as WebSockets go. */
final class Page implements WebSocket.Listener {

    /** @param code 1006 when the connection broke off without a word */
    record Closed(int code, String reason) {}

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    final String requestId = UUID.randomUUID().toString();
    private @Nullable WebSocket socket;

    /** Opens one as a script does: with the token beside the protocol. */
    static Page open(int port, String path, String token) {
        return open(port, path, "https://app.example.com", "penguinmails.v1", "bearer." + token);
    }

    static Page open(int port, String path, @Nullable String origin, String protocol, String... more) {
        var page = new Page();
        var builder = HTTP.newWebSocketBuilder().subprotocols(protocol, more);
        page.connect(builder, port, path, origin);
        return page;
    }

    /** As a program may, which can send headers. */
    static Page openAsProgram(int port, String path, String header, String value) {
        var page = new Page();
        page.connect(HTTP.newWebSocketBuilder().header(header, value), port, path, null);
        return page;
    }

    private void connect(WebSocket.Builder builder, int port, String path, @Nullable String origin) {
        builder.header("X-Request-Id", requestId).connectTimeout(Duration.ofSeconds(10));
        if (origin != null) {
            builder.header("Origin", origin);
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), this)
                .join();
    }

    /** The status of a refusal, 101 when it was none. */
    static int statusOf(Runnable opening) {
        try {
            opening.run();
            return 101;
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
    }

    WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        return socket;
    }

    void say(String words) {
        socket().sendText(words, true).join();
    }

    String hear() throws InterruptedException {
        String next = heard.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was heard; closed: " + closed.getNow(null));
        }
        return next;
    }

    Closed closed() throws Exception {
        return closed.get(40, TimeUnit.SECONDS);
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        heard.add("binary " + data.remaining());
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.complete(new Closed(1006, failure.toString()));
    }
}
