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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** The one stack that all stories share; it ends with the JVM. */
final class Stack {

    private static final AtomicInteger CUSTOMERS = new AtomicInteger();

    private Stack() {}

    static Path project() {
        return StackConfig.findProject(Path.of(""));
    }

    static RunningStack running() {
        return Holder.INSTANCE.stack;
    }

    static MailWorldClient world() {
        return new MailWorldClient(Objects.requireNonNull(running().simulators().get("mail-world")));
    }

    /** A new customer with mailboxes without pacing and a template, ready to import. */
    static TenantRun customer(String name) {
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
                Path state = Files.createTempDirectory("penguinmails-stories");
                RunningStack stack = LocalStack.start(StackConfig.of(project(), state));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack)));
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
