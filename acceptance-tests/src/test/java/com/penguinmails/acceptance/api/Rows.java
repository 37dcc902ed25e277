package com.penguinmails.acceptance.api;

import static org.awaitility.Awaitility.await;

import com.penguinmails.acceptance.Stack;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything the database knows of a tenant and its people: rows with its {@code tenant_id}, and rows of its people's accounts. What
 * changes without anybody asking for it is left out: the queue's books, and when a sign-in or key was used last.
 */
final class Rows {

    private static final Set<String> LEFT_OUT_SCHEMAS = Set.of("queue", "pg_catalog", "information_schema");
    private static final List<String> OF_ITSELF_COLUMNS = List.of("last_used_at", "last_used_ip");

    private static final Connection CONNECTION = connection();
    private static final List<String> TABLES = tables();

    /** Digests by table. */
    record Picture(Map<String, String> digests) {

        /** Tables in which something differs. */
        List<String> differencesTo(Picture later) {
            var names = new ArrayList<String>();
            digests.forEach((table, digest) -> {
                if (!digest.equals(later.digests().get(table))) {
                    names.add(table);
                }
            });
            return names;
        }
    }

    private Rows() {}

    private static Connection connection() {
        try {
            return Stack.running().superuserConnection();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static Picture of(Resident resident) {
        String sql = TABLES.stream()
                .map(table -> "select '" + table + "', coalesce(md5(string_agg(row, '|' order by row)), '') from ("
                        + rows(table, resident) + ") as " + alias(table))
                .collect(Collectors.joining("\nunion all\n"));
        Map<String, String> digests = new TreeMap<>();
        try (var statement = CONNECTION.createStatement();
                var found = statement.executeQuery(sql)) {
            while (found.next()) {
                digests.put(found.getString(1), found.getString(2));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
        return new Picture(digests);
    }

    /** Waits until no job is due or lent out: links are made and mails are sent some time after the request that asked for them. */
    static void settle() {
        await("jobs are done").atMost(Duration.ofMinutes(1)).until(() -> {
            try (var statement = CONNECTION.createStatement();
                    var found = statement.executeQuery("""
                            select not exists (select from queue.job_ready where run_at <= now())
                                   and not exists (select from queue.job_blocks) and not exists (select from queue.job_leased)""")) {
                return found.next() && found.getBoolean(1);
            }
        });
    }

    /** Tables in which a row of these residents holds the text anywhere. */
    static List<String> holding(String text, Collection<Resident> residents) {
        List<String> parts = new ArrayList<>();
        for (Resident resident : residents) {
            TABLES.forEach(table -> parts.add("select '" + table + "' where exists (select from ("
                    + rows(table, resident) + ") as " + alias(table) + " where row like '%" + text + "%')"));
        }
        try (var statement = CONNECTION.createStatement();
                var found = statement.executeQuery(String.join("\nunion\n", parts))) {
            List<String> tables = new ArrayList<>();
            while (found.next()) {
                tables.add(found.getString(1));
            }
            return tables;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String alias(String table) {
        return "\"" + table + "\"";
    }

    private static String rows(String tableAndColumn, Resident resident) {
        String[] parts = tableAndColumn.split(" by ", 2);
        String whose = parts[1].equals("tenant_id")
                ? "'" + resident.tenantId() + "'"
                : resident.peoplesIds().stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        String without =
                OF_ITSELF_COLUMNS.stream().map(column -> " - '" + column + "'").collect(Collectors.joining());
        return "select (to_jsonb(t)" + without + ")::text as row from " + parts[0] + " t where " + parts[1]
                + "::text in (" + whose + ")";
    }

    private static List<String> tables() {
        List<String> tables = new ArrayList<>();
        try (var statement = CONNECTION.createStatement();
                var found = statement.executeQuery("""
                        select c.table_schema, c.table_name,
                               (array_agg(c.column_name order by array_position('{tenant_id,account_id,user_id,id}', c.column_name::text)))[1]
                        from information_schema.columns c
                        join pg_class k on k.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
                        where k.relkind in ('r', 'p') and not k.relispartition
                          and (c.column_name = 'tenant_id' or c.column_name in ('account_id', 'user_id')
                               or (c.table_name = 'accounts' and c.column_name = 'id'))
                        group by 1, 2 order by 1, 2""")) {
            while (found.next()) {
                if (!LEFT_OUT_SCHEMAS.contains(found.getString(1))) {
                    tables.add(found.getString(1) + "." + found.getString(2) + " by " + found.getString(3));
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        if (tables.size() < 40) {
            throw new IllegalStateException("the schemas changed: only " + tables);
        }
        return List.copyOf(tables);
    }
}
