package com.penguinmails.benchmarks.api;

import com.penguinmails.benchmarks.process.Pause;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Asks at moments fixed beforehand, whether or not what was asked before has been answered. A request's time counts from the moment it should have
 * been sent until its answer is whole: a platform that is slow to take requests cannot hide behind that.
 */
final class Load {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Beyond this many unanswered ones nothing is learned any more; further ones count as failed. */
    private static final int MOST_UNDER_WAY = 3_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Mix mix;
    private long salt;

    Load(Mix mix) {
        this.mix = mix;
    }

    /**
     * What came of each request.
     *
     * @param operations indexes into the mix
     * @param micros from the intended moment; negative for a request that failed
     * @param tookNanos from the first intended moment to the last answer
     */
    record Outcome(int[] operations, long[] micros, List<String> failures, long tookNanos) {}

    /** @param target base address by name of the service */
    Outcome run(int perSecond, int seconds, Function<String, URI> target, String token) throws InterruptedException {
        int count = perSecond * seconds;
        int[] operations = mix.sequence(count, salt++);
        long[] micros = new long[count];
        var failures = Collections.synchronizedList(new ArrayList<String>());
        var underWay = new AtomicInteger();
        var all = new Phaser(1);
        long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime() + LEAD_NANOS;
        for (int i = 0; i < count; i++) {
            int number = i;
            long intended = start + gap * i;
            Operation operation = mix.operations().get(operations[i]);
            Pause.untilNanos(intended);
            if (underWay.get() >= MOST_UNDER_WAY) {
                micros[number] = -1;
                failures.add("too many under way");
                continue;
            }
            underWay.incrementAndGet();
            all.register();
            http.sendAsync(request(operation, target, token), BodyHandlers.ofByteArray())
                    .whenComplete((answer, failure) -> {
                        long took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - intended);
                        boolean good = failure == null && answer.statusCode() / 100 == 2;
                        micros[number] = good ? took : -took;
                        if (!good) {
                            failures.add(operation.name() + ": "
                                    + (failure == null ? String.valueOf(answer.statusCode()) : failure.toString()));
                        }
                        underWay.decrementAndGet();
                        all.arriveAndDeregister();
                    });
        }
        all.arriveAndAwaitAdvance();
        return new Outcome(operations, micros, List.copyOf(failures), System.nanoTime() - start);
    }

    private static HttpRequest request(Operation operation, Function<String, URI> target, String token) {
        var request = HttpRequest.newBuilder(target.apply(operation.service())
                        .resolve(operation.path().get()))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
        return operation.request().apply(request).build();
    }
}
