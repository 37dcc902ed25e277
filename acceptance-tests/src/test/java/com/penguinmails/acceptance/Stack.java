package com.penguinmails.acceptance;

import com.penguinmails.localstack.LocalStack;
import com.penguinmails.localstack.RunningStack;
import com.penguinmails.localstack.StackConfig;
import com.penguinmails.localstack.demo.MailWorldClient;
import com.penguinmails.localstack.demo.TenantRun;
import com.penguinmails.localstack.demo.TenantRun.Customer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one stack that all stories share; it ends with the JVM. While one writes a story, {@code PM_STORIES_STATE} names a folder whose stack
 * is used, started when needed, and left running.
 */
public final class Stack {

    private static final AtomicInteger CUSTOMERS = new AtomicInteger();
    private static final String UNLIMITED = "10000000";

    /** A few stories ask more in a minute than any customer; limits have tests of their own, in the gateway. */
    private static final Map<String, String> WIDE_LIMITS = Map.of(
            "RATE_LIMIT_USER_PER_MINUTE", UNLIMITED,
            "RATE_LIMIT_IP_PER_MINUTE", UNLIMITED,
            "RATE_LIMIT_LINK_PER_MINUTE", UNLIMITED,
            "RATE_LIMIT_STARTER_PER_MINUTE", UNLIMITED,
            "RATE_LIMIT_STARTER_BURST", UNLIMITED,
            "RATE_LIMIT_STARTER_KEYS_PER_MINUTE", UNLIMITED,
            "RATE_LIMIT_STARTER_KEYS_BURST", UNLIMITED,
            "RATE_LIMIT_PROFESSIONAL_PER_MINUTE", UNLIMITED,
            "RATE_LIMIT_PROFESSIONAL_BURST", UNLIMITED);

    private Stack() {}

    public static Path project() {
        return StackConfig.findProject(Path.of(""));
    }

    public static RunningStack running() {
        return Holder.INSTANCE.stack;
    }

    public static MailWorldClient world() {
        return new MailWorldClient(Objects.requireNonNull(running().simulators().get("mail-world")));
    }

    /** A new customer with mailboxes without pacing and a template, ready to import. */
    public static TenantRun customer(String name) {
        String domain = name.toLowerCase(java.util.Locale.ROOT) + CUSTOMERS.incrementAndGet() + ".example";
        var tenant = new TenantRun(
                running(),
                world(),
                new Customer(name, "Ada Abel", "ada@people." + domain, "correct horse " + domain, domain));
        tenant.signUp();
        tenant.connectMailboxes(2, 10_000);
        tenant.writeTemplate();
        return tenant;
    }

    private enum Holder {
        INSTANCE;

        private final RunningStack stack = start();

        private static RunningStack start() {
            try {
                String kept = System.getenv("PM_STORIES_STATE");
                Path state = kept == null ? Files.createTempDirectory("penguinmails-stories") : Path.of(kept);
                RunningStack stack =
                        LocalStack.start(StackConfig.of(project(), state).withEnvironment(WIDE_LIMITS));
                if (kept == null) {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack)));
                }
                return stack;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        }

        private static void stop(RunningStack stack) {
            try {
                stack.stop();
            } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
