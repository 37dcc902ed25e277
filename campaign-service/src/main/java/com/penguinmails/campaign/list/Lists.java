package com.penguinmails.campaign.list;

import com.penguinmails.kernel.Ids;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.web.SortFields;
import com.penguinmails.web.SortedPage;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The lists of the tenant in scope. */
@Component
public class Lists {

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;

    Lists(JdbcClient jdbc, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** The list of that name, upper and lower case being the same; a new one when there is none. */
    @Transactional
    public UUID findOrCreate(String name) {
        jdbc.sql("""
                        insert into lists (tenant_id, id, name, created_at) values (:tenant, :id, :name, :now)
                        on conflict do nothing
                        """)
                .param("tenant", TenantScope.current().value())
                .param("id", ids.next())
                .param("name", name)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("select id from lists where lower(name) = lower(:name)")
                .param("name", name)
                .query(UUID.class)
                .single();
    }

    @Transactional(readOnly = true)
    public boolean exists(UUID listId) {
        return jdbc.sql("select exists (select 1 from lists where id = :id)")
                .param("id", listId)
                .query(Boolean.class)
                .single();
    }

    /** Zero of zero for a list that does not exist. */
    @Transactional(readOnly = true)
    public Audience audience(UUID listId) {
        return jdbc.sql("""
                        select count(*) as members, count(*) filter (where s.lead_id is null) as reachable
                          from list_members m
                          left join lead_stops s on s.tenant_id = m.tenant_id and s.lead_id = m.lead_id
                         where m.list_id = :list
                        """)
                .param("list", listId)
                .query((row, number) -> new Audience(row.getInt("members"), row.getInt("reachable")))
                .single();
    }

    static final SortFields SORT = SortFields.newestFirst("l.id").and("name", "l.name", SortFields.Type.TEXT);

    @Transactional(readOnly = true)
    List<ListView> page(SortedPage page, int limit) {
        return jdbc.sql("""
                        select l.id, l.name, l.created_at,
                               (select count(*) from list_members m where m.tenant_id = l.tenant_id and m.list_id = l.id) as leads
                          from lists l
                         where true
                        """ + page.condition() + page.orderBy() + " limit :limit")
                .params(page.parameters())
                .param("limit", limit)
                .query((row, number) -> new ListView(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("leads"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
