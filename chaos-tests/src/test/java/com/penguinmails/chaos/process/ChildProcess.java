package com.penguinmails.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A running process and what can be done to it from outside. */
public final class ChildProcess {

    private final String name;
    private final Process process;

    ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Those it has started itself. */
    public java.util.List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** SIGTERM; returns at once. (The JDK's own way would also close its standard input, which tells it that the harness has ended.) */
    public void terminate() {
        signal("TERM");
    }

    /** SIGSTOP: it stands still with all its connections open, and knows nothing of it. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    /**
     * Returns the exit code.
     *
     * @throws IllegalStateException when it does not end in time
     */
    public int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " still runs after " + patience.toSeconds() + " s");
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException(name + " got no " + signal);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public String toString() {
        return name + " (" + process.pid() + ")";
    }
}
