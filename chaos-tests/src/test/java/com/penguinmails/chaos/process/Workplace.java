package com.penguinmails.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The folder of one run: logs, data, state. Made anew by each run and left behind for whoever looks for the cause of a failure. */
public record Workplace(Path root, Path project) {

    /** {@code target/chaos} of this module. */
    public static Workplace fresh() {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        Path root = module.resolve("target").resolve("chaos");
        try {
            delete(root);
            Files.createDirectories(root);
            // Processes are recognised by their working folder, which the system tells without symbolic links.
            return new Workplace(root.toRealPath(), module.resolveSibling("").toRealPath());
        } catch (IOException failure) {
            throw new UncheckedIOException("the folder of the run cannot be made", failure);
        }
    }

    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The log of a process; each of its starts appends. */
    public Path log(String name) {
        return folder("logs").resolve(name + ".log");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
