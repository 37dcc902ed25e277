package com.penguinmails.tenant.staff;

import com.penguinmails.kernel.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What operators did to the platform itself. What they did to a tenant is in the tenant's audit log. */
@Component
public class StaffActs {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    StaffActs(JdbcClient jdbc, JsonMapper json, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    public record Act(
            UUID id,
            Instant at,
            UUID operatorId,
            String action,
            String resource,
            String resourceId,
            Map<String, String> details) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void record(UUID operator, String action, String resource, String resourceId, Map<String, String> details) {
        jdbc.sql("""
                        insert into staff_acts (id, at, operator_id, action, resource, resource_id, details)
                        values (:id, :at, :operator, :action, :resource, :resourceId, :details::jsonb)""")
                .param("id", ids.next())
                .param("at", Timestamp.from(clock.instant()))
                .param("operator", operator)
                .param("action", action)
                .param("resource", resource)
                .param("resourceId", resourceId)
                .param("details", json.writeValueAsString(details))
                .update();
    }

    /** From new to old. */
    @Transactional(readOnly = true)
    public List<Act> list(UUID before, int limit) {
        return jdbc.sql("""
                        select id, at, operator_id, action, resource, resource_id, details::text from staff_acts
                        where id < ? order by id desc limit ?""")
                .params(before, limit)
                .query((row, number) -> new Act(
                        row.getObject(1, UUID.class),
                        row.getTimestamp(2).toInstant(),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        json.readValue(row.getString(7), TEXTS)))
                .list();
    }
}
