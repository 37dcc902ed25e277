package com.penguinmails.worker;

import static java.util.Map.entry;

import com.penguinmails.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.util.Map;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** The whole worker with a journal of its own, in front of {@link FakePlatform}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@ContextConfiguration(initializers = WorkerTest.Surroundings.class)
public @interface WorkerTest {

    final class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("worker test", properties(TestRedis.sharedUrl())));
        }

        /** What a worker needs to know to live among {@link FakePlatform} and one Redis. */
        static Map<String, Object> properties(String redisUrl) {
            String url = FakePlatform.shared().url();
            try {
                return Map.ofEntries(
                        entry("REDIS_URL", redisUrl),
                        entry("MANAGEMENT_PORT", "-1"),
                        entry("LOG_FORMAT", "text"),
                        entry("SERVICE_CLIENT_SECRET", "test-only"),
                        entry("WORKER_KIND_LIMITS", "limited.kind=2"),
                        entry(
                                "WORKER_STATE_DIR",
                                Files.createTempDirectory("worker-test").toString()),
                        entry("USER_SERVICE_URL", url),
                        entry("EMAIL_PROCESSOR_SERVICE_URL", url),
                        entry("INFRASTRUCTURE_SERVICE_URL", url),
                        entry("CAMPAIGN_SERVICE_URL", url),
                        entry("ANALYTICS_SERVICE_URL", "http://127.0.0.1:1"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
