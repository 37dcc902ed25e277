package com.penguinmails.localstack.backing;

import com.penguinmails.localstack.process.DetachedProcess;
import com.penguinmails.localstack.process.LogFile;
import com.penguinmails.localstack.process.OwnProcesses;
import com.penguinmails.localstack.process.Poll;
import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.service.JavaRuntime;
import com.penguinmails.localstack.service.SharedClasses;
import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The background JVM as the launcher sees it. */
public final class Backing {

    /** Name of its process record and of its log. */
    public static final String NAME = "backing";

    /** Its children, which have records and logs of their own. */
    public static final List<String> SERVERS = List.of(EmbeddedDatabase.NAME, EmbeddedRedis.NAME);

    /** Password that opens any mailbox of the mail world, which makes the mailbox at the first login. */
    public static final String MAILBOX_PASSWORD = "mail-world";

    private static final int LINES = 30;
    private static final int HEAP_MEGABYTES = 384;
    private static final Duration SHUTDOWN = Duration.ofSeconds(45);

    private final StateFolder state;

    public Backing(StateFolder state) {
        this.state = state;
    }

    public boolean isRunning() {
        return state.processes().running(NAME).isPresent();
    }

    /**
     * Starts PostgreSQL, Redis and the mail world on the ports assigned to them, and waits until all three answer.
     *
     * @param services names of the services to watch
     * @param sharingClasses make the file of shared classes once the machine is idle
     * @throws IOException if they do not come up; the message holds the end of the log
     */
    public void start(List<String> services, boolean sharingClasses, Duration patience)
            throws IOException, InterruptedException {
        LogFile log = state.log(NAME);
        log.rotate();
        Path ready = readyFile(state);
        Files.deleteIfExists(ready);
        List<String> command = JavaRuntime.current()
                .command(
                        HEAP_MEGABYTES,
                        List.of(
                                // The libraries inside report through our own logs and ledgers; they need no logger.
                                "-Dslf4j.internal.verbosity=ERROR",
                                "-cp",
                                ClassPathCopy.make(
                                        System.getProperty("java.class.path"),
                                        state.apps().resolve(NAME)),
                                BackingMain.class.getName(),
                                state.root().toString(),
                                String.join(",", services),
                                Boolean.toString(sharingClasses)));
        ProcessRecord process = DetachedProcess.start(NAME, command, Map.of(), log.path());
        state.processes().save(process);
        boolean answered = Poll.until(
                patience, () -> Files.exists(ready) || process.running().isEmpty());
        if (!answered || process.running().isEmpty()) {
            String what = answered ? "ended at once" : "was not ready after " + patience.toSeconds() + " s";
            StringBuilder text = new StringBuilder("The background process with PostgreSQL, Redis and the mail world ");
            text.append(what).append(".\n");
            appendTail(text, log);
            SERVERS.forEach(server -> appendTail(text, state.log(server)));
            throw new IOException(text.toString());
        }
    }

    private static void appendTail(StringBuilder text, LogFile log) {
        text.append("The end of ").append(log.path()).append(":\n");
        log.tail(LINES).forEach(line -> text.append("  | ").append(line).append('\n'));
    }

    /** Stops it and its children, also children that outlived it. */
    public void stop() throws InterruptedException {
        OwnProcesses own = new OwnProcesses(state.processes());
        own.stop(NAME, SHUTDOWN);
        own.kill(SharedClasses.NAME);
        EmbeddedDatabase.stopLeftover(state);
        EmbeddedRedis.stopLeftover(state);
    }

    static Path readyFile(StateFolder state) {
        return state.run().resolve("backing.ready");
    }
}
