package com.penguinmails.worker.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of the journal, named so that names sort by time: ids of version 7 do. */
record JournalFile(Path path, UUID incarnation) {

    private static final Pattern NAME = Pattern.compile("journal-([0-9a-f-]{36})-\\d{8}\\.log");

    static String name(UUID incarnation, int number) {
        return String.format("journal-%s-%08d.log", incarnation, number);
    }

    /** All files of the folder, oldest first. */
    static List<JournalFile> in(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().map(JournalFile::of).flatMap(Optional::stream).toList();
        }
    }

    private static Optional<JournalFile> of(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        return matcher.matches()
                ? Optional.of(new JournalFile(path, UUID.fromString(matcher.group(1))))
                : Optional.empty();
    }
}
