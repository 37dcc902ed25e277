package com.penguinmails.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The record files of one stack, one per process: {@code <folder>/<name>.pid}. */
public final class ProcessRecords {

    private static final String SUFFIX = ".pid";

    private final Path folder;

    public ProcessRecords(Path folder) {
        this.folder = folder;
    }

    public void save(ProcessRecord record) {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(record.pid()));
        properties.setProperty("startedAt", record.startedAt().toString());
        properties.setProperty("program", record.program());
        properties.setProperty("stopping", Boolean.toString(record.stopping()));
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, record.name(), ".draft");
            try (var writer = Files.newBufferedWriter(draft)) {
                properties.store(writer, null);
            }
            // A reader sees the old record or the new one, never half of one.
            Files.move(draft, file(record.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the record of " + record.name() + " in " + folder, e);
        }
    }

    /** The record of that name; a file that cannot be understood counts as none. */
    public Optional<ProcessRecord> find(String name) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file(name))) {
            properties.load(reader);
            return Optional.of(new ProcessRecord(
                    name,
                    Long.parseLong(properties.getProperty("pid", "")),
                    Instant.parse(properties.getProperty("startedAt", "")),
                    properties.getProperty("program", ""),
                    Boolean.parseBoolean(properties.getProperty("stopping"))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (NumberFormatException | DateTimeException unreadable) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the record of " + name + " in " + folder, e);
        }
    }

    /** The process of that name, if it is running and ours. */
    public Optional<ProcessHandle> running(String name) {
        return find(name).flatMap(ProcessRecord::running);
    }

    public List<ProcessRecord> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .flatMap(name -> find(name).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    public void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the record of " + name + " in " + folder, e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
