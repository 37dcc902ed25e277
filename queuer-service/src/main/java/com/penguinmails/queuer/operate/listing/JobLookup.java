package com.penguinmails.queuer.operate.listing;

import com.penguinmails.kernel.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds whose job an id is. The primary key begins with the tenant and there is no index on the id alone, which every enqueue would have to
 * pay for: the id names the day's partition, and in that PostgreSQL (18 or later) skips from tenant to tenant through the primary key, so a
 * look costs one descent a tenant that had jobs on that day. Who knows the tenant names it and saves that.
 */
@Component
public class JobLookup {

    private final JdbcClient jdbc;

    JobLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The tenant of a job.
     *
     * @param named where the caller believes it to be; null for anywhere
     */
    @Transactional(readOnly = true)
    public UUID tenantOf(UUID job, @Nullable UUID named) {
        var question = named == null
                ? jdbc.sql("select tenant_id from jobs where id = :id limit 1")
                : jdbc.sql("select tenant_id from jobs where id = :id and tenant_id = :tenant")
                        .param("tenant", named);
        return question.param("id", job)
                .query((row, number) -> row.getObject(1, UUID.class))
                .optional()
                .orElseThrow(() -> Refusal.notFound("job"));
    }
}
