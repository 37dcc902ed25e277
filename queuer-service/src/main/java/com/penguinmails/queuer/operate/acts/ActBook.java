package com.penguinmails.queuer.operate.acts;

import com.penguinmails.kernel.Ids;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The book of acts. It can be added to and read; the database refuses everything else. */
@Component
public class ActBook {

    private static final String REQUEST_ID = "requestId";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Ids ids;

    ActBook(JdbcClient jdbc, JsonMapper json, Ids ids) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
    }

    /** Writes an act down in the transaction that carries it out; throws when there is none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(Act act) {
        jdbc.sql("""
                        insert into operator_acts (id, operator, act, target, reason, before, after, request_id)
                        values (:id, :operator, :act, :target, :reason, :before::jsonb, :after::jsonb, :requestId)
                        """)
                .param("id", ids.next())
                .param("operator", act.operator())
                .param("act", act.kind().code())
                .param("target", act.target().text())
                .param("reason", act.reason())
                .param("before", json.writeValueAsString(act.before()))
                .param("after", json.writeValueAsString(act.after()))
                .param("requestId", MDC.get(REQUEST_ID))
                .update();
    }

    /** The newest first, those before {@code before}; of one target, or of all. */
    @Transactional(readOnly = true)
    List<ActView> list(@Nullable String target, UUID before, int limit) {
        return jdbc.sql("""
                        select id, at, operator, act, target, reason, before, after, request_id
                          from operator_acts
                         where id < :before %s
                         order by id desc
                         limit :limit
                        """.formatted(target == null ? "" : "and target = :target"))
                .params(target == null ? Map.of() : Map.of("target", target))
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> new ActView(
                        row.getObject("id", UUID.class),
                        row.getObject("at", java.time.OffsetDateTime.class).toInstant(),
                        row.getObject("operator", UUID.class),
                        String.valueOf(row.getString("act")),
                        String.valueOf(row.getString("target")),
                        row.getString("reason"),
                        json.readTree(row.getString("before")),
                        json.readTree(row.getString("after")),
                        row.getString("request_id")))
                .list();
    }
}
