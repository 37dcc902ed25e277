package com.penguinmails.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Starts child processes, and kills all of them when the harness ends. */
public final class Children {

    /** What a process may know of the environment of whoever runs the tests. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "TMPDIR");

    private final Workplace workplace;
    private final Undertaker undertaker;
    private final Set<ChildProcess> alive = ConcurrentHashMap.newKeySet();

    public Children(Workplace workplace) {
        this.workplace = workplace;
        this.undertaker = Undertaker.waitingFor(workplace.root());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> alive.forEach(ChildProcess::kill)));
    }

    /** Where what a process says is written. */
    public Path log(String name) {
        return workplace.log(name);
    }

    /**
     * Starts a process in a folder of its own within the run.
     *
     * @param environment all it gets, beside the path and the home of the caller
     */
    public ChildProcess start(String name, List<String> command, Map<String, String> environment) {
        Path folder = workplace.folder(name);
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(workplace.log(name).toFile()));
        try {
            Process process = builder.start();
            undertaker.watch(process.pid());
            var child = new ChildProcess(name, process);
            alive.add(child);
            var _ = process.onExit().thenRun(() -> alive.remove(child));
            return child;
        } catch (IOException failure) {
            throw new UncheckedIOException(name + " did not start", failure);
        }
    }
}
