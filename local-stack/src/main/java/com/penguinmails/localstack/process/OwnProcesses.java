package com.penguinmails.localstack.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Ends processes of this stack, and no others: each is looked up in the records and compared before it is signalled. */
public final class OwnProcesses {

    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private final ProcessRecords records;

    public OwnProcesses(ProcessRecords records) {
        this.records = records;
    }

    /** What became of a request to end a process. */
    public enum Ended {
        WAS_NOT_RUNNING,
        /** It ended by itself within the grace. */
        GRACEFULLY,
        /** It had to be killed. */
        KILLED,
        /** It is still there, which only a broken system does. */
        NOT_AT_ALL
    }

    /** Asks the process to end (SIGTERM), and kills it when it has not within {@code grace}. */
    public Ended stop(String name, Duration grace) throws InterruptedException {
        return end(name, grace, ProcessHandle::destroy);
    }

    /** As {@link #stop}, with SIGINT first: to PostgreSQL SIGTERM means "wait until the last client leaves". */
    public Ended interrupt(String name, Duration grace) throws InterruptedException {
        return end(name, grace, OwnProcesses::sendInterrupt);
    }

    /** Kills the process at once (SIGKILL), as a crash would. */
    public Ended kill(String name) throws InterruptedException {
        return end(name, Duration.ZERO, process -> {});
    }

    private Ended end(String name, Duration grace, Request request) throws InterruptedException {
        Optional<ProcessRecord> found = records.find(name);
        Optional<ProcessHandle> running = found.flatMap(ProcessRecord::running);
        if (running.isEmpty()) {
            records.remove(name);
            return Ended.WAS_NOT_RUNNING;
        }
        records.save(found.orElseThrow().asStopping());
        ProcessHandle process = running.get();
        request.send(process);
        boolean gone = !grace.isZero() && Poll.until(grace, () -> !ProcessRecord.isRunning(process));
        Ended ended = Ended.GRACEFULLY;
        if (!gone) {
            process.destroyForcibly();
            ended = Poll.until(AFTER_KILL, () -> !ProcessRecord.isRunning(process)) ? Ended.KILLED : Ended.NOT_AT_ALL;
        }
        if (ended != Ended.NOT_AT_ALL) {
            records.remove(name);
        }
        return ended;
    }

    private interface Request {
        void send(ProcessHandle process);
    }

    private static void sendInterrupt(ProcessHandle process) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -INT \"$0\"", Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
