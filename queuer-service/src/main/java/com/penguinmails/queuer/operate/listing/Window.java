package com.penguinmails.queuer.operate.listing;

/**
 * A part of a table, read in the order of one of its indexes from a position on, and no further than a bound. Whether a row there matches the
 * rest of the filter is asked afterwards, so no filter can make a question expensive.
 *
 * <p>Each names the columns {@code tenant_id}, {@code id}, {@code position} and {@code matches}. A position is {@code band|tenant|time|id}, of
 * which each window uses what orders it.
 */
enum Window {
    /** As they will be claimed: by band, tenant and time. */
    READY(Sql.READY.formatted(
            "and (r.tenant_id, r.run_at, r.id) > (case when b.band = :band then :afterTenant::uuid else '00000000-0000-0000-0000-000000000000' end,"
                    + " case when b.band = :band then :time::timestamptz else '-infinity' end, case when b.band = :band then :id::uuid else '00000000-0000-0000-0000-000000000000' end)"
                    + " order by r.tenant_id, r.run_at, r.id")),
    READY_OF_TENANT(Sql.READY.formatted(
            "and r.tenant_id = :tenant::uuid and (r.run_at, r.id) > (case when b.band = :band then :time::timestamptz else '-infinity' end,"
                    + " case when b.band = :band then :id::uuid else '00000000-0000-0000-0000-000000000000' end)"
                    + " order by r.run_at, r.id")),
    HELD(Sql.HELD.formatted(Sql.ACROSS)),
    HELD_OF_TENANT(Sql.HELD.formatted(Sql.WITHIN)),
    LEASED(Sql.LEASED.formatted(Sql.ACROSS)),
    LEASED_OF_TENANT(Sql.LEASED.formatted(Sql.WITHIN)),
    FAILED(Sql.UNHAPPY.formatted("failed")),
    CANCELLED(Sql.UNHAPPY.formatted("cancelled")),
    UNCERTAIN(Sql.UNHAPPY.formatted("uncertain")),
    /** Of one tenant, the newest first. */
    COMPLETED("""
            with part as materialized (
              select t.tenant_id, t.id, t.queue, t.kind, t.status from job_finished t
               where t.tenant_id = :tenant::uuid and t.id < :id::uuid order by t.id desc limit :bound)
            select p.tenant_id, p.id, '0|' || p.tenant_id || '|-infinity|' || p.id as position,
                   p.queue = :queue and p.status = 'completed' and (:kind::text is null or p.kind = :kind::text) as matches
              from part p order by p.id desc
            """),
    /** Of one tenant, the newest first, whatever became of them. */
    DESCRIPTIONS("""
            with part as materialized (
              select t.tenant_id, t.id, t.queue, t.kind, t.group_id from jobs t
               where t.tenant_id = :tenant::uuid and t.id < :id::uuid order by t.id desc limit :bound)
            select p.tenant_id, p.id, '0|' || p.tenant_id || '|-infinity|' || p.id as position,
                   case when p.queue = :queue and (:kind::text is null or p.kind = :kind::text) and (:group::uuid is null or p.group_id = :group::uuid)
                        then :status::text is null
                          or (select case when s.held then 'held' else s.status end from job_states s where s.tenant_id = p.tenant_id and s.id = p.id) = :status::text
                        else false end as matches
              from part p order by p.id desc
            """);

    private final String sql;

    Window(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /** Whether it is read from high ids to low ones. */
    boolean isNewestFirst() {
        return this != READY && this != READY_OF_TENANT;
    }

    private static final class Sql {

        private static final String KIND_OF_P =
                "(:kind::text is null or (select j.kind from jobs j where j.tenant_id = p.tenant_id and j.id = p.id) = :kind::text)";

        static final String READY = """
                with part as materialized (
                  select b.band, d.tenant_id, d.run_at, d.id
                    from generate_series(:band, 2) as b (band)
                   cross join lateral (
                     select r.tenant_id, r.run_at, r.id from job_ready r
                      where r.queue = :queue and r.band = b.band %s
                      limit :bound) d
                   limit :bound)
                select p.tenant_id, p.id, p.band || '|' || p.tenant_id || '|' || p.run_at || '|' || p.id as position,
                  """ + KIND_OF_P + """
                 as matches
                  from part p order by p.band, p.tenant_id, p.run_at, p.id
                """;

        static final String ACROSS = "(t.tenant_id, t.id) < (:afterTenant::uuid, :id::uuid)";
        static final String WITHIN = "t.tenant_id = :tenant::uuid and t.id < :id::uuid";

        static final String HELD = """
                with part as materialized (
                  select t.tenant_id, t.id, t.queue from job_held t where %s order by t.tenant_id desc, t.id desc limit :bound)
                select p.tenant_id, p.id, '0|' || p.tenant_id || '|-infinity|' || p.id as position,
                       p.queue = :queue and\s""" + KIND_OF_P + """
                 as matches
                  from part p order by p.tenant_id desc, p.id desc
                """;

        static final String LEASED = """
                with part as materialized (
                  select t.tenant_id, t.id, t.queue, t.kind, t.started_at from job_leases t where %s order by t.tenant_id desc, t.id desc limit :bound)
                select p.tenant_id, p.id, '0|' || p.tenant_id || '|-infinity|' || p.id as position,
                       p.queue = :queue and (:kind::text is null or p.kind = :kind::text)
                       and (p.started_at is not null) = (:status = 'running') as matches
                  from part p order by p.tenant_id desc, p.id desc
                """;

        static final String UNHAPPY = """
                with part as materialized (
                  select t.tenant_id, t.id, t.kind from job_finished t
                   where t.status = '%s' and t.status <> 'completed' and t.queue = :queue and t.id < :id::uuid order by t.id desc limit :bound)
                select p.tenant_id, p.id, '0|' || p.tenant_id || '|-infinity|' || p.id as position,
                       (:tenant::uuid is null or p.tenant_id = :tenant::uuid) and (:kind::text is null or p.kind = :kind::text) as matches
                  from part p order by p.id desc
                """;
    }
}
