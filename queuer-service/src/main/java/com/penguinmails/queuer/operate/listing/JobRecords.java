package com.penguinmails.queuer.operate.listing;

import com.penguinmails.kernel.Refusal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads single jobs. */
@Component
public class JobRecords {

    private final JdbcClient jdbc;
    private final JobLookup lookup;
    private final JsonMapper json;

    JobRecords(JdbcClient jdbc, JobLookup lookup, JsonMapper json) {
        this.jdbc = jdbc;
        this.lookup = lookup;
        this.json = json;
    }

    /**
     * A job as it stands.
     *
     * @param mayRead whether the reader may see the addresses of people
     */
    @Transactional(readOnly = true)
    public JobView view(UUID job, @Nullable UUID tenant, boolean mayRead) {
        return jdbc.sql("select " + JobView.COLUMNS + " from job_states s where s.tenant_id = :tenant and s.id = :id")
                .param("tenant", lookup.tenantOf(job, tenant))
                .param("id", job)
                .query((row, number) -> JobView.of(row, mayRead))
                .optional()
                .orElseThrow(() -> Refusal.notFound("job"));
    }

    /** @param mayRead whether the reader may see what is in the job */
    @Transactional(readOnly = true)
    JobDetail detail(UUID job, @Nullable UUID tenant, boolean mayRead) {
        JobView view = view(job, tenant, mayRead);
        record Content(String payload, @Nullable String traceparent) {}
        Content content = jdbc.sql("select payload, traceparent from jobs where tenant_id = :tenant and id = :id")
                .param("tenant", view.tenantId())
                .param("id", job)
                .query((row, number) ->
                        new Content(String.valueOf(row.getString("payload")), row.getString("traceparent")))
                .single();
        return new JobDetail(
                view, attempts(view, mayRead), content.traceparent(), mayRead ? parsed(content.payload()) : null);
    }

    private List<JobDetail.Attempt> attempts(JobView job, boolean mayRead) {
        return jdbc.sql("""
                        select attempt, outcome, worker_id, started_at, finished_at, reason
                          from job_attempts where tenant_id = :tenant and job_id = :id order by finished_at
                        """)
                .param("tenant", job.tenantId())
                .param("id", job.id())
                .query((row, number) -> new JobDetail.Attempt(
                        row.getInt("attempt"),
                        String.valueOf(row.getString("outcome")),
                        row.getString("worker_id"),
                        JobView.instant(row, "started_at"),
                        row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                        Redaction.redact(row.getString("reason"), mayRead)))
                .list();
    }

    private JsonNode parsed(String payload) {
        try {
            return json.readTree(payload);
        } catch (JacksonException broken) {
            return json.getNodeFactory().stringNode(payload);
        }
    }
}
