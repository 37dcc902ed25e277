package com.penguinmails.worker.journal;

import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.kernel.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journals of earlier runs.
 *
 * <p>A receipt that is not recorded is that outcome. An intent without a receipt means that the final dot may have left: nobody can know
 * what became of the mail. A torn line at the end is an intent whose dot was never sent, since the dot waits for the disk.
 */
public final class Replay {

    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    private final List<JournalFile> files;

    private Replay(List<JournalFile> files) {
        this.files = files;
    }

    /** The journals in the folder that are not of the current incarnation. */
    public static Replay of(Path folder, UUID currentIncarnation) throws IOException {
        return new Replay(JournalFile.in(folder).stream()
                .filter(file -> !file.incarnation().equals(currentIncarnation))
                .toList());
    }

    public List<Unrecorded> unrecorded() throws IOException {
        Map<UUID, Unrecorded> open = new LinkedHashMap<>();
        for (JournalFile file : files) {
            String text = new String(Files.readAllBytes(file.path()), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                Line.parse(line)
                        .ifPresentOrElse(
                                read -> follow(file, read, open),
                                () -> log.warn(
                                        "a line of {} is torn or damaged and was passed over",
                                        file.path().getFileName()));
            }
        }
        return List.copyOf(open.values());
    }

    /** Deletes the files that were read; everything in them is recorded. */
    public void forget() throws IOException {
        for (JournalFile file : files) {
            Files.deleteIfExists(file.path());
        }
    }

    private void follow(JournalFile file, Line line, Map<UUID, Unrecorded> open) {
        switch (line.type()) {
            case INTENT -> open.put(line.message(), unrecorded(file, line, uncertain(line)));
            case RECEIPT -> open.put(line.message(), unrecorded(file, line, Objects.requireNonNull(line.outcome())));
            case RECORDED -> open.remove(line.message());
        }
    }

    private static Unrecorded unrecorded(JournalFile file, Line line, SendOutcome outcome) {
        return new Unrecorded(file.incarnation(), new TenantId(Objects.requireNonNull(line.tenant())), outcome);
    }

    /** As of its intent: whatever the same run told of the message after it is what became of it, and wins. */
    private static SendOutcome uncertain(Line intent) {
        return new SendOutcome(
                intent.message(),
                Result.UNCERTAIN,
                Objects.requireNonNull(intent.at()),
                0,
                null,
                "the worker ended between the final dot and the reply");
    }
}
