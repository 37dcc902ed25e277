package com.penguinmails.chaos.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Sees to it that no child outlives the harness, even one that was killed itself: a shell that waits for the end of its input and then
 * kills whoever was named to it and still works in the folder of the run. (A frozen process would not notice by itself.)
 */
final class Undertaker {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            while read -r pid; do pids="$pids $pid"; done
            for pid in $pids; do
              case "$(readlink "/proc/$pid/cwd")" in "$1"*) kill -KILL "$pid" ;; esac
            done
            """;

    private final BufferedWriter names;

    private Undertaker(BufferedWriter names) {
        this.names = names;
    }

    static Undertaker waitingFor(Path folder) {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "undertaker", folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Undertaker(shell.outputWriter());
        } catch (IOException failure) {
            throw new UncheckedIOException("no shell to watch over the children", failure);
        }
    }

    synchronized void watch(long pid) {
        try {
            names.write(pid + "\n");
            names.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException("nobody watches over the children any more", failure);
        }
    }
}
