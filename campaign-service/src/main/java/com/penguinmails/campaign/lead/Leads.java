package com.penguinmails.campaign.lead;

import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenancy.TextArray;
import com.penguinmails.web.SortFields;
import com.penguinmails.web.SortedPage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The leads of the tenant in scope. */
@Component
public class Leads {

    /** Why a lead is written to no more. */
    public enum StopReason {
        BOUNCED("bounced"),
        UNSUBSCRIBED("unsubscribed");

        private final String id;

        StopReason(String id) {
            this.id = id;
        }
    }

    private static final String COLUMNS = """
            select l.*, s.reason as stop_reason
              from leads l left join lead_stops s on s.tenant_id = l.tenant_id and s.lead_id = l.id
            """;

    private final JdbcClient jdbc;
    private final LeadRows rows;

    Leads(JdbcClient jdbc, LeadRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    static final SortFields SORT = SortFields.newestFirst("l.id").and("email", "l.address", SortFields.Type.TEXT);

    /**
     * The prefix is compared with normalised addresses.
     *
     * @param stopped empty for all
     */
    @Transactional(readOnly = true)
    List<LeadView> page(
            @Nullable UUID listId, @Nullable String prefix, Set<StopReason> stopped, SortedPage page, int limit) {
        return jdbc.sql(COLUMNS + conditions(listId, prefix, stopped) + page.condition() + page.orderBy()
                        + " limit :limit")
                .params(page.parameters())
                .param(
                        "stopped",
                        TextArray.of(stopped.stream().map(reason -> reason.id).toList()))
                .param("prefix", prefix)
                .param("list", listId)
                .param("limit", limit)
                .query((row, number) -> rows.view(row))
                .list();
    }

    /** Only what is asked for: beside a way out ({@code :list is null or}) the members of a list are no join, and are all read before the first lead. */
    private static String conditions(@Nullable UUID listId, @Nullable String prefix, Set<StopReason> stopped) {
        return " where true"
                + (prefix == null ? "" : " and l.address ^@ :prefix")
                + (stopped.isEmpty() ? "" : " and s.reason = any (:stopped::text[])")
                + (listId == null
                        ? ""
                        : " and exists (select 1 from list_members m"
                                + " where m.tenant_id = l.tenant_id and m.list_id = :list and m.lead_id = l.id)");
    }

    @Transactional(readOnly = true)
    public Optional<Recipient> recipient(UUID leadId) {
        return jdbc.sql("select * from leads where id = :id")
                .param("id", leadId)
                .query((row, number) -> rows.recipient(row))
                .optional();
    }

    /** Those that exist, by their id. */
    @Transactional(readOnly = true)
    public Map<UUID, Recipient> recipients(Collection<UUID> leadIds) {
        return jdbc
                .sql("select * from leads where id = any (:ids::uuid[])")
                .param("ids", TextArray.of(leadIds))
                .query((row, number) -> rows.recipient(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Recipient::leadId, Function.identity()));
    }

    /** From now on no campaign enrols them. The first reason stays; ids that are unknown are passed over. */
    @Transactional
    public void stop(Collection<UUID> leadIds, StopReason reason, Instant at) {
        if (leadIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into lead_stops (tenant_id, lead_id, reason, stopped_at)
                        select :tenant, l.id, :reason, :at from leads l where l.id = any (:ids::uuid[]) order by l.id
                        on conflict do nothing
                        """)
                .param("tenant", TenantScope.current().value())
                .param("reason", reason.id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ids", TextArray.of(leadIds))
                .update();
    }
}
