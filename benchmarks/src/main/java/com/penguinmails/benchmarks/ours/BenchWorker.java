package com.penguinmails.benchmarks.ours;

import com.penguinmails.worker.handling.LocalHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The worker as it is shipped, with one handler more. */
final class BenchWorker {

    /** Environment variable: the file of the {@link Tally}. */
    static final String TALLY = "BENCH_TALLY";

    /** Environment variable: its slots. */
    static final String SLOTS = "BENCH_SLOTS";

    private static final String WORKER = "com.penguinmails.worker.WorkerApplication";

    private BenchWorker() {}

    static void main(String[] arguments) throws ClassNotFoundException {
        new SpringApplication(Class.forName(WORKER), NoOp.class).run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    static class NoOp {

        @Bean
        Tally tally(Environment environment) throws IOException {
            return Tally.open(
                    Path.of(environment.getRequiredProperty(TALLY)),
                    environment.getRequiredProperty(SLOTS, Integer.class));
        }

        @Bean
        LocalHandler noOpHandler(JsonMapper json, Tally tally, Clock clock) {
            return new NoOpHandler(json, tally, clock);
        }
    }
}
