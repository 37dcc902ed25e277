package com.penguinmails.benchmarks.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadIT {

    private final ConcurrentHashMap<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final CountDownLatch go = new CountDownLatch(1);
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    LoadIT() throws IOException {
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
            try {
                if (path.equals("/held")) {
                    go.await(10, TimeUnit.SECONDS);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(path.equals("/wrong") ? 500 : 200, -1);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        go.countDown();
        server.stop(0);
    }

    @Test
    void asManyAreAskedAsWereMeantAndByTheirWeights() throws InterruptedException {
        var outcome = run(List.of(operation("good", 3), operation("wrong", 1)), 100, 2);

        assertThat(outcome.micros()).hasSize(200);
        int wrong = asked("/wrong");
        assertThat(asked("/good") + wrong).isEqualTo(200);
        assertThat(wrong).isBetween(20, 90);
        assertThat(outcome.failures()).hasSize(wrong).allMatch("wrong: 500"::equals);
        assertThat(Arrays.stream(outcome.micros()).filter(micros -> micros < 0).count())
                .isEqualTo(wrong);
    }

    /** Nobody is waited for, and what was put off counts from when it was meant. */
    @Test
    void waitingForThePlatformIsThePlatformsTime() throws InterruptedException {
        var letGo = new Thread(() -> {
            while (asked("/held") < 50) {
                Thread.onSpinWait();
            }
            go.countDown();
        });
        letGo.start();

        var outcome = run(List.of(operation("held", 1)), 50, 1);

        letGo.join();
        // All fifty were under way before the first was answered: it waited for the forty-nine gaps that followed.
        assertThat(outcome.micros()[0]).isGreaterThanOrEqualTo(49 * 20_000L);
        assertThat(outcome.failures()).isEmpty();
    }

    private int asked(String path) {
        return asked.getOrDefault(path, new AtomicInteger()).get();
    }

    private Load.Outcome run(List<Operation> operations, int perSecond, int seconds) throws InterruptedException {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort());
        return new Load(new Mix(operations)).run(perSecond, seconds, service -> address, "token");
    }

    private static Operation operation(String name, int weight) {
        return new Operation(name, "any", weight, () -> "/" + name, HttpRequest.Builder::GET);
    }
}
