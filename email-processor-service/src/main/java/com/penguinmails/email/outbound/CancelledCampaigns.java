package com.penguinmails.email.outbound;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The campaigns of the tenant in scope that are over for good; everything here happens in the caller's transaction.
 *
 * <p>Whoever submits holds a shared lock on the campaigns, whoever cancels one an exclusive lock: a message is either seen by the
 * cancelling, or its submission sees that the campaign is cancelled.
 */
@Component
class CancelledCampaigns {

    private final JdbcClient jdbc;

    CancelledCampaigns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which of these are cancelled; none of the others becomes so until the transaction ends. */
    Set<UUID> among(Collection<UUID> campaigns) {
        String[] ids =
                campaigns.stream().distinct().sorted().map(UUID::toString).toArray(String[]::new);
        jdbc.sql("""
                        select pg_advisory_xact_lock_shared(hashtextextended('campaign ' || id, 0))
                          from unnest(:ids::text[]) with ordinality as c (id, n) order by n""").param("ids", ids).query((row, number) -> number).list();
        return new HashSet<>(
                jdbc.sql("select campaign_id from cancelled_campaigns where campaign_id = any (:ids::uuid[])")
                        .param("ids", ids)
                        .query(UUID.class)
                        .list());
    }

    void add(UUID campaign, Instant now) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('campaign ' || :id, 0))")
                .param("id", campaign.toString())
                .query((row, number) -> number)
                .list();
        jdbc.sql("""
                        insert into cancelled_campaigns (tenant_id, campaign_id, cancelled_at) values (:tenant, :id, :now)
                        on conflict do nothing""")
                .param("tenant", MessageRows.tenant())
                .param("id", campaign)
                .param("now", Timestamp.from(now))
                .update();
    }
}
