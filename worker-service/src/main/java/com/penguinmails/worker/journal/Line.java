package com.penguinmails.worker.journal;

import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of the journal: a checksum of eight hex digits, a space, a JSON object.
 *
 * @param tenant null for {@code RECORDED}
 * @param at when, for {@code INTENT} only
 * @param outcome for {@code RECEIPT} only
 */
record Line(
        Type type,
        UUID message,
        @Nullable UUID tenant,
        @Nullable Instant at,
        @Nullable SendOutcome outcome) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CHECKSUM = 8;

    enum Type {
        /** The final dot is about to be sent. */
        INTENT,
        /** The attempt is over, with this outcome. */
        RECEIPT,
        /** The owner of the message knows the outcome. */
        RECORDED
    }

    static Line intent(TenantId tenant, UUID message, Instant at) {
        return new Line(Type.INTENT, message, tenant.value(), at, null);
    }

    static Line receipt(TenantId tenant, SendOutcome outcome) {
        return new Line(Type.RECEIPT, outcome.messageId(), tenant.value(), null, outcome);
    }

    static Line recorded(UUID message) {
        return new Line(Type.RECORDED, message, null, null, null);
    }

    byte[] bytes() {
        String json = JSON.writeValueAsString(this);
        return (checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Empty when the line is torn or damaged. */
    static Optional<Line> parse(String text) {
        if (text.length() < CHECKSUM + 2) {
            return Optional.empty();
        }
        String json = text.substring(CHECKSUM + 1);
        if (!text.startsWith(checksum(json) + " ")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(json, Line.class));
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }

    private static String checksum(String json) {
        var crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
