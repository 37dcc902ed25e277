package com.penguinmails.campaign.imports;

import com.penguinmails.campaign.lead.LeadField;
import com.penguinmails.kernel.Ids;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenancy.TextArray;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes leads by the thousand: new ones are inserted, known ones merged, all put on the list. One statement a batch. */
@Component
class LeadWriter {

    private static final List<LeadField> TEXTS = Arrays.stream(LeadField.values())
            .filter(field -> field != LeadField.EMAIL)
            .toList();

    /**
     * The first row of a file with an address brings news, which replace what is stored; a further one of the same file only fills what
     * is empty. Empty cells never erase. {@code old} and {@code new} of PostgreSQL 18 tell which of the four cases each row was.
     */
    private static final String UPSERT = """
            with put as (
              insert into leads as l (tenant_id, id, address, %1$s, attributes, last_import_id, created_at)
              select :tenant, i.id, i.address, %1$s, i.attributes::jsonb, :import, :now
                from unnest(:ids::uuid[], :addresses::text[], %2$s, :attributes::text[]) as i (id, address, %1$s, attributes)
              on conflict (tenant_id, address) do update set
                %3$s,
                attributes = case when l.last_import_id = excluded.last_import_id
                                  then excluded.attributes || l.attributes else l.attributes || excluded.attributes end,
                last_import_id = excluded.last_import_id
              returning new.id as lead_id,
                        old.id is null as created,
                        coalesce(old.last_import_id = new.last_import_id, false) as again,
                        (%4$s, old.attributes) is distinct from (%5$s, new.attributes) as changed
            ), member as (
              insert into list_members (tenant_id, list_id, lead_id, added_at)
              select :tenant, :list, lead_id, :now from put
              on conflict do nothing
            )
            select count(*) filter (where created) as imported,
                   count(*) filter (where not created and again) as merged,
                   count(*) filter (where not created and not again and changed) as updated,
                   count(*) filter (where not created and not again and not changed) as unchanged
              from put
            """.formatted(
                    each("%1$s"),
                    each(":%1$s::text[]"),
                    each("%1$s = case when l.last_import_id = excluded.last_import_id"
                            + " then coalesce(l.%1$s, excluded.%1$s) else coalesce(excluded.%1$s, l.%1$s) end"),
                    each("old.%1$s"),
                    each("new.%1$s"));

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    LeadWriter(JdbcClient jdbc, JsonMapper json, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    private static String each(String pattern) {
        return TEXTS.stream().map(field -> pattern.formatted(field.id())).collect(Collectors.joining(", "));
    }

    /** Needs a transaction. No address may come twice in {@code leads}. */
    ImportTally.StoredCounts write(UUID importId, UUID listId, List<ImportedLead> leads) {
        var statement = jdbc.sql(UPSERT)
                .param("tenant", TenantScope.current().value())
                .param("import", importId)
                .param("list", listId)
                .param("now", now())
                .param("ids", TextArray.of(leads, lead -> ids.next()))
                .param("addresses", TextArray.of(leads, ImportedLead::address))
                .param("attributes", TextArray.of(leads, lead -> json.writeValueAsString(lead.attributes())));
        for (LeadField field : TEXTS) {
            statement = statement.param(field.id(), TextArray.of(leads, lead -> lead.field(field)));
        }
        return statement
                .query((row, number) -> new ImportTally.StoredCounts(
                        row.getInt("imported"), row.getInt("updated"), row.getInt("unchanged"), row.getInt("merged")))
                .single();
    }

    /** Needs a transaction. */
    void reject(UUID importId, List<LeadBatch.Rejection> rejections) {
        jdbc.sql("""
                        insert into import_rejections (tenant_id, import_id, line, reason, raw, rejected_at)
                        select :tenant, :import, line, reason, raw, :now
                          from unnest(:lines::int[], :reasons::text[], :raws::text[]) as r (line, reason, raw)
                        """)
                .param("tenant", TenantScope.current().value())
                .param("import", importId)
                .param("now", now())
                .param(
                        "lines",
                        rejections.stream().map(LeadBatch.Rejection::line).toArray(Integer[]::new))
                .param(
                        "reasons",
                        rejections.stream()
                                .map(rejection -> rejection.reason().id())
                                .toArray(String[]::new))
                .param("raws", rejections.stream().map(LeadBatch.Rejection::raw).toArray(String[]::new))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
