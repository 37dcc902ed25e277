package com.penguinmails.localstack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A log file that another process writes. */
public record LogFile(Path path) {

    private static final int GENERATIONS = 3;
    private static final int TAIL_BYTES = 256 * 1024;

    /** Puts the file aside as {@code .1}, the older ones behind it, and drops the oldest. */
    public void rotate() {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            for (int i = GENERATIONS - 1; i >= 0; i--) {
                if (Files.exists(generation(i))) {
                    Files.move(generation(i), generation(i + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put " + path + " aside", e);
        }
    }

    /** The last lines, oldest first; empty when there is no file. Looks at no more than the last 256 KiB. */
    public List<String> tail(int lines) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            // Cut in the middle of a file, the first line is half a line.
            int first = from > 0 && all.size() > 1 ? 1 : 0;
            return List.copyOf(all.subList(Math.max(first, all.size() - lines), all.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** The whole file as lines; empty when there is none. */
    public List<String> lines() {
        try {
            return Files.exists(path)
                    ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private Path generation(int i) {
        return i == 0 ? path : path.resolveSibling(path.getFileName() + "." + i);
    }
}
