package com.penguinmails.localstack.service;

import com.penguinmails.localstack.state.JsonFile;
import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A service has ended without being asked to.
 *
 * @param noticedAt within about a quarter of a second of its end, while somebody watches
 * @param lastLines the end of its log
 */
public record DeathNotice(String service, long pid, Instant noticedAt, List<String> lastLines) {

    /** How much of the log is shown. */
    public static final int LINES = 30;

    public DeathNotice {
        lastLines = List.copyOf(lastLines);
    }

    static DeathNotice write(StateFolder state, String service, long pid, Instant now) {
        DeathNotice notice =
                new DeathNotice(service, pid, now, state.log(service).tail(LINES));
        file(state, service).write(notice);
        return notice;
    }

    /** The notice of a service that has not been started since. */
    public static Optional<DeathNotice> find(StateFolder state, String service) {
        return file(state, service).read(DeathNotice.class);
    }

    public static void clear(StateFolder state, String service) {
        try {
            Files.deleteIfExists(file(state, service).path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For people: what died, where its whole log is, and the log's end. */
    public String describe(StateFolder state) {
        StringBuilder text = new StringBuilder();
        text.append(service)
                .append(" DIED (process ")
                .append(pid)
                .append(", noticed ")
                .append(noticedAt)
                .append("). ");
        text.append("The end of ").append(state.log(service).path()).append(":\n");
        if (lastLines.isEmpty()) {
            text.append("  | (the log is empty)\n");
        }
        lastLines.forEach(line -> text.append("  | ").append(line).append('\n'));
        return text.toString();
    }

    private static JsonFile file(StateFolder state, String service) {
        return new JsonFile(state.run().resolve(service + ".died.json"));
    }
}
