package com.penguinmails.email.engagement;

import com.penguinmails.email.activity.MessageRef;
import com.penguinmails.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Notes what recipients did, in the caller's transaction: one statement, found by primary key. */
@Component
public class Engagements {

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private static final String MESSAGE =
            "select tenant_id, " + MessageRef.COLUMNS + ", content_id, recipient, fields from messages where id = :id";

    /** Rows of one message, kind and link are taken one after the other, so exactly one caller sees the first hit. */
    private static final String NOTE = """
            with message as (%s), hit as (
              insert into engagements (tenant_id, message_id, kind, link, hits, first_at, last_at)
              select tenant_id, id, :kind, :link, 1, :now::timestamptz, :now::timestamptz from message
              on conflict (tenant_id, message_id, kind, link)
                do update set hits = engagements.hits + 1, last_at = greatest(engagements.last_at, excluded.last_at)
              returning hits
            )
            select message.*, hit.hits from message, hit
            """.formatted(MESSAGE);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Engagements(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** What a recipient can do. */
    public enum Kind {
        OPEN,
        CLICK,
        UNSUBSCRIBE
    }

    /**
     * The message somebody acted on.
     *
     * @param fields merge values of its recipient
     */
    public record Engaged(MessageRef message, UUID contentId, String recipient, Map<String, String> fields) {}

    /** @param first whether nobody did this with the message before */
    public record Noted(Engaged engaged, boolean first) {}

    /**
     * Counts one more; empty when the tenant in scope has no such message.
     *
     * @param link number of the link for a click, else 0
     */
    public Optional<Noted> note(UUID message, Kind kind, int link) {
        TenantScope.current();
        return jdbc.sql(NOTE)
                .param("id", message)
                .param("kind", kind.name().toLowerCase(Locale.ROOT))
                .param("link", link)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new Noted(read(row), row.getInt("hits") == 1))
                .optional();
    }

    /** Looks without counting. */
    public Optional<Engaged> find(UUID message) {
        return jdbc.sql(MESSAGE)
                .param("id", message)
                .query((row, number) -> read(row))
                .optional();
    }

    private Engaged read(ResultSet row) throws SQLException {
        return new Engaged(
                MessageRef.read(row),
                row.getObject("content_id", UUID.class),
                row.getString("recipient"),
                json.readValue(row.getString("fields"), FIELDS));
    }
}
