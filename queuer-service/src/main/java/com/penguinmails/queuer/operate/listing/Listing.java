package com.penguinmails.queuer.operate.listing;

import com.penguinmails.tenancy.TextArray;
import com.penguinmails.web.CursorPage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists jobs. */
@Component
class Listing {

    /** Rows that one page looks at, at most. */
    static final int BOUND = 2_000;

    private final JdbcClient jdbc;

    Listing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(UUID tenant, UUID id, String position, boolean matches) {}

    /** A page may hold fewer jobs than asked for and still have a successor: then the bound was reached first. */
    @Transactional(readOnly = true)
    public CursorPage<JobView> page(JobFilter filter, @Nullable String cursor, int limit, boolean mayRead) {
        Window window = filter.window();
        List<Row> rows = rows(filter, Position.ofCursor(window, cursor));
        var matching = new ArrayList<Row>();
        for (Row row : rows) {
            if (row.matches() && matching.size() == limit) {
                return page(window, matching, matching.getLast(), mayRead);
            }
            if (row.matches()) {
                matching.add(row);
            }
        }
        return page(window, matching, rows.size() == BOUND ? rows.getLast() : null, mayRead);
    }

    private CursorPage<JobView> page(Window window, List<Row> rows, @Nullable Row goOnAfter, boolean mayRead) {
        return new CursorPage<>(
                views(rows, mayRead),
                goOnAfter == null
                        ? null
                        : Position.of(window, goOnAfter.position()).cursor());
    }

    private List<Row> rows(JobFilter filter, Position after) {
        return jdbc.sql(filter.window().sql())
                .param("queue", filter.queue())
                .param("tenant", filter.tenantId())
                .param("kind", filter.kind())
                .param("group", filter.groupId())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().text())
                .param("band", after.band())
                .param("afterTenant", after.tenant())
                .param("time", after.time())
                .param("id", after.id())
                .param("bound", BOUND)
                .query((row, number) -> new Row(
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("id", UUID.class),
                        String.valueOf(row.getString("position")),
                        row.getBoolean("matches")))
                .list();
    }

    private List<JobView> views(List<Row> rows, boolean mayRead) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select " + JobView.COLUMNS + """
                          from unnest(:tenants::uuid[], :ids::uuid[]) with ordinality as wanted (tenant_id, id, place)
                          join job_states s on s.tenant_id = wanted.tenant_id and s.id = wanted.id
                         where s.status is not null
                         order by wanted.place
                        """)
                .param("tenants", TextArray.of(rows, row -> row.tenant()))
                .param("ids", TextArray.of(rows, row -> row.id()))
                .query((row, number) -> JobView.of(row, mayRead))
                .list();
    }
}
