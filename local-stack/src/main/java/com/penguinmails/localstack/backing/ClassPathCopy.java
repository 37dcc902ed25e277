package com.penguinmails.localstack.backing;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class path of its own for a JVM that goes on while the project is built again: a build replaces jars in place, and a JVM that
 * has one open may crash on its next class.
 */
final class ClassPathCopy {

    private ClassPathCopy() {}

    /**
     * Copies what a build may replace, that is whatever lies in a {@code target} folder; the rest is named where it is.
     *
     * @param folder emptied first
     * @return the new class path
     */
    static String make(String classPath, Path folder) throws IOException {
        delete(folder);
        Files.createDirectories(folder);
        List<String> copies = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (entry.isEmpty() || !Files.exists(path)) {
                continue;
            }
            boolean built = path.toString().contains(File.separator + "target" + File.separator);
            copies.add(
                    (built ? copy(path, folder.resolve(copies.size() + "-" + path.getFileName())) : path).toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, file.equals(from) ? to : to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
        return to;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
