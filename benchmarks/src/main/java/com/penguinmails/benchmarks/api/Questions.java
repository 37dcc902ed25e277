package com.penguinmails.benchmarks.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What campaign-service asks of its tables of leads, in its own words, and three that show what a row and a change cost. */
final class Questions {

    /** {@code Leads.page}, without its order. */
    private static final String LEADS = """
            select l.*, s.reason as stop_reason
              from leads l left join lead_stops s on s.tenant_id = l.tenant_id and s.lead_id = l.id
             where true""";

    private static final String NEWEST_FIRST = "{tenant} order by l.id desc limit :limit";
    private static final String OF_L = " and l.tenant_id = :tenant";
    private static final String OF = " and tenant_id = :tenant";
    /** A page and one more, which tells whether there is another. */
    private static final int PAGE = 51;

    private Questions() {}

    static List<Question> of(UUID tenant, UUID lead, UUID list) {
        var values = new HashMap<String, Object>(Map.of(
                "tenant",
                tenant,
                "lead",
                lead,
                "list",
                list,
                "limit",
                PAGE,
                "prefix",
                "lead77",
                "leads",
                "{" + lead + "}"));
        return List.of(
                reads("one lead by its id", "select * from leads where id = :lead{tenant}", OF, values),
                reads("the newest 50 leads", LEADS + NEWEST_FIRST, OF_L, values),
                reads(
                        "50 leads, from a cursor",
                        LEADS + " and l.id < cast(:lead as uuid)" + NEWEST_FIRST,
                        OF_L,
                        values),
                reads(
                        "50 leads by the beginning of the address",
                        LEADS + " and l.address ^@ :prefix" + NEWEST_FIRST,
                        OF_L,
                        values),
                reads(
                        "50 leads of a list",
                        LEADS
                                + " and exists (select 1 from list_members m"
                                + " where m.tenant_id = l.tenant_id and m.list_id = :list and m.lead_id = l.id)"
                                + NEWEST_FIRST,
                        OF_L,
                        values),
                reads("whom a list reaches", """
                        select count(*) as members, count(*) filter (where s.lead_id is null) as reachable
                          from list_members m
                          left join lead_stops s on s.tenant_id = m.tenant_id and s.lead_id = m.lead_id
                         where m.list_id = :list{tenant}""", " and m.tenant_id = :tenant", values),
                reads("lists, and how many are on them", """
                        select l.id, l.name, l.created_at,
                               (select count(*) from list_members m where m.tenant_id = l.tenant_id and m.list_id = l.id) as leads
                          from lists l
                         where true""" + NEWEST_FIRST, OF_L, values),
                new Question("a lead is stopped", """
                        insert into lead_stops (tenant_id, lead_id, reason, stopped_at)
                        select :tenant, l.id, 'bounced', now() from leads l where l.id = any (:leads::uuid[]){tenant} order by l.id
                        on conflict do nothing""", OF_L, values, true),
                new Question(
                        "update of one lead",
                        "update leads set title = 'CEO' where id = :lead{tenant}",
                        OF,
                        values,
                        true),
                reads("count of a tenant's leads", "select count(*) from leads where true{tenant}", OF, values),
                reads(
                        "count by a column without index",
                        "select count(*) from leads where company = 'Company 7'{tenant}",
                        OF,
                        values));
    }

    private static Question reads(String name, String sql, String tenantCondition, Map<String, Object> values) {
        return new Question(name, sql, tenantCondition, values, false);
    }
}
