package com.penguinmails.localstack.backing;

import com.penguinmails.localstack.service.RestartOnDeath;
import com.penguinmails.localstack.service.ServiceEnvironment;
import com.penguinmails.localstack.service.Supervisor;
import com.penguinmails.localstack.state.Addresses;
import com.penguinmails.localstack.state.Ports;
import com.penguinmails.localstack.state.Secrets;
import com.penguinmails.localstack.state.StateFolder;
import com.penguinmails.mailworld.MailWorld;
import com.penguinmails.mailworld.MailWorldConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Main program of the background JVM: {@code BackingMain <state folder> <service,service,…> <share classes?>}. Ends on
 * SIGTERM. */
public final class BackingMain {

    private static final CountDownLatch FOREVER = new CountDownLatch(1);

    private BackingMain() {}

    public static void main(String[] args) throws Exception {
        StateFolder state = new StateFolder(Path.of(args[0]));
        List<String> services = List.of(args[1].split(","));
        Deque<AutoCloseable> running = new ArrayDeque<>();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> closeAll(running)));
        Thread.currentThread().setUncaughtExceptionHandler(BackingMain::giveUp);
        startAll(state, services, Boolean.parseBoolean(args[2]), running);
        FOREVER.await();
    }

    /** A half-started stack is of no use, and its listeners would keep this JVM alive. */
    private static void giveUp(Thread thread, Throwable reason) {
        reason.printStackTrace();
        System.exit(1);
    }

    private static void startAll(
            StateFolder state, List<String> services, boolean sharingClasses, Deque<AutoCloseable> running)
            throws Exception {
        Addresses addresses = new Addresses(Ports.find(state)
                .orElseThrow(() -> new IllegalStateException("no ports were assigned in " + state.root())));
        Secrets secrets = Secrets.loadOrCreate(state, services, new SecureRandom());
        push(running, EmbeddedRedis.start(state, addresses.ports().of(Addresses.REDIS)));
        push(running, mailWorld(state, addresses, secrets));
        push(running, EmbeddedDatabase.start(state, addresses.ports().of(Addresses.POSTGRES), secrets));
        List<String> watched = new ArrayList<>(services);
        watched.addAll(Backing.SERVERS);
        push(
                running,
                Supervisor.watch(
                        state,
                        watched,
                        Clock.systemUTC(),
                        () -> RestartOnDeath.isWanted(state),
                        notice -> System.out.println(notice.describe(state))));
        Files.writeString(
                Backing.readyFile(state), Long.toString(ProcessHandle.current().pid()));
    }

    private static MailWorld mailWorld(StateFolder state, Addresses addresses, Secrets secrets) {
        return MailWorld.start(MailWorldConfig.builder()
                .bindAddress(Addresses.HOST)
                .ports(
                        addresses.ports().of(Addresses.SMTP),
                        addresses.ports().of(Addresses.IMAP),
                        addresses.ports().of(Addresses.MAIL_WORLD))
                .mailboxes(Map.of(ServiceEnvironment.PLATFORM_MAILBOX, secrets.platformMailPassword()))
                .onDemandPassword(Backing.MAILBOX_PASSWORD)
                .platformBaseUrls(List.of(addresses.publicUrl(), addresses.service("gateway")))
                .stateDir(state.mailWorld())
                .build());
    }

    private static void push(Deque<AutoCloseable> running, AutoCloseable part) {
        synchronized (running) {
            running.push(part);
        }
    }

    /** The last started goes first; one that fails to close must not keep the others open. */
    private static void closeAll(Deque<AutoCloseable> running) {
        synchronized (running) {
            while (!running.isEmpty()) {
                try {
                    running.pop().close();
                } catch (Exception e) {
                    System.err.println("a part did not close: " + e);
                }
            }
        }
    }
}
