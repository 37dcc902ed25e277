package com.penguinmails.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it was when it was started. A process id alone says little: after a reboot or a long night it may belong to somebody
 * else, so the start time and the program are kept beside it and compared before anything is signalled.
 *
 * @param name what the stack calls it, such as {@code campaign} or {@code postgres}
 * @param program file name of the executable, such as {@code java}
 * @param stopping somebody has asked it to end, so its end is no news
 */
public record ProcessRecord(String name, long pid, Instant startedAt, String program, boolean stopping) {

    /** Linux reports start times relative to a boot time that moves when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /**
     * Describes a running process.
     *
     * @throws IllegalStateException if it is gone already or the system does not tell its start time
     */
    public static ProcessRecord of(String name, ProcessHandle process) {
        Instant startedAt = process.info()
                .startInstant()
                .orElseThrow(() -> new IllegalStateException(
                        name + " (process " + process.pid() + ") ended before it could be recorded"));
        return new ProcessRecord(
                name, process.pid(), startedAt, programOf(process).orElse("?"), false);
    }

    public ProcessRecord asStopping() {
        return new ProcessRecord(name, pid, startedAt, program, true);
    }

    /** The process, if it is still running and still the one that was recorded. */
    public Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid).filter(ProcessRecord::isRunning).filter(this::isTheSame);
    }

    /** Some other process now has this id. Never signal it. */
    public boolean isReused() {
        return ProcessHandle.of(pid).filter(ProcessRecord::isRunning).isPresent()
                && running().isEmpty();
    }

    private boolean isTheSame(ProcessHandle process) {
        return process.info()
                        .startInstant()
                        .map(start -> Duration.between(startedAt, start).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(false)
                && programOf(process).map(program::equals).orElse(true);
    }

    /** Like {@link ProcessHandle#isAlive}, but a zombie that nobody collects (containers without an init) is dead. */
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field is the program's name in brackets and may hold anything, even a bracket.
            String afterName = stat.substring(stat.lastIndexOf(')') + 1).stripLeading();
            return (afterName.startsWith("Z") || afterName.startsWith("X")) && hasNoThreadLeft(pid);
        } catch (IOException notLinuxOrGone) {
            return false;
        }
    }

    /** A killed process whose first thread is gone first looks like a zombie while the others still hold its ports and files. */
    private static boolean hasNoThreadLeft(long pid) throws IOException {
        try (var threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.count() <= 1;
        }
    }

    private static Optional<String> programOf(ProcessHandle process) {
        return process.info().command().map(command -> {
            Path file = Path.of(command).getFileName();
            return file == null ? command : file.toString();
        });
    }
}
