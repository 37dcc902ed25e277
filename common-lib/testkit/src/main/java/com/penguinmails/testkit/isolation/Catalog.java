package com.penguinmails.testkit.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of some schemas, those first that others refer to. */
final class Catalog {

    private static final String SEPARATOR = "\u001f";

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final List<String> views;

    /** @param globalTables plain names of the tables that belong to no tenant */
    Catalog(Session session, List<String> schemas, Set<String> globalTables) throws SQLException {
        session.run(
                "set local search_path = " + schemas.stream().map(Literal::name).collect(Collectors.joining(", ")));
        String named = schemas.stream().map(Literal::quoted).collect(Collectors.joining(", "));
        var found = new ArrayList<Table>();
        for (var row : session.rows("""
                select c.oid::text, quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relname
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in (%s) and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'flyway_schema_history'
                order by 2""".formatted(named))) {
            found.add(table(session, text(row, 0), text(row, 1), !globalTables.contains(text(row, 2))));
        }
        inOrder(found);
        views = names(session, """
                select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in (%s) and c.relkind = 'v'
                  and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
                order by 1""".formatted(named));
    }

    List<Table> tables() {
        return List.copyOf(tables.values());
    }

    List<Table> tenantTables() {
        return tables.values().stream().filter(Table::ofTenants).toList();
    }

    @Nullable
    Table table(String name) {
        return tables.get(name);
    }

    /** Views that show a tenant's rows. */
    List<String> views() {
        return views;
    }

    private static Table table(Session session, String oid, String name, boolean ofTenants) throws SQLException {
        return new Table(
                name,
                ofTenants,
                columns(session, oid),
                key(session, oid),
                checks(session, oid),
                foreignKeys(session, oid),
                names(session, """
                        select relid::regclass::text from pg_partition_tree(%s) where level > 0 order by 1""".formatted(oid)));
    }

    private static List<Column> columns(Session session, String oid) throws SQLException {
        var columns = new ArrayList<Column>();
        for (var row : session.rows("""
                select a.attname, format_type(a.atttypid, a.atttypmod),
                       case when t.typcategory = 'A' then format_type(t.typelem, null) else '' end,
                       a.attnotnull::text, coalesce(pg_get_expr(d.adbin, d.adrelid), ''),
                       coalesce((select string_agg(e.enumlabel, E'\\u001f' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid), '')
                from pg_attribute a
                join pg_type t on t.oid = a.atttypid
                left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where a.attrelid = %s and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity <> 'a'
                order by a.attnum""".formatted(oid))) {
            columns.add(new Column(
                    text(row, 0),
                    text(row, 1),
                    text(row, 2),
                    text(row, 3).equals("true"),
                    text(row, 4),
                    split(text(row, 5))));
        }
        return List.copyOf(columns);
    }

    private static List<String> key(Session session, String oid) throws SQLException {
        return names(session, """
                select a.attname from pg_constraint k
                cross join lateral unnest(k.conkey) with ordinality as c (attnum, place)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.attnum
                where k.conrelid = %s and k.contype = 'p' order by c.place""".formatted(oid));
    }

    private static List<Check> checks(Session session, String oid) throws SQLException {
        var checks = new ArrayList<Check>();
        for (var row : session.rows("""
                select k.conname, pg_get_expr(k.conbin, k.conrelid), %s
                from pg_constraint k where k.conrelid = %s and k.contype = 'c' order by 1""".formatted(columnsOf("k.conrelid", "k.conkey"), oid))) {
            checks.add(new Check(text(row, 0), text(row, 1), split(text(row, 2))));
        }
        return List.copyOf(checks);
    }

    private static List<ForeignKey> foreignKeys(Session session, String oid) throws SQLException {
        var keys = new ArrayList<ForeignKey>();
        for (var row : session.rows(
                """
                select k.conname, %s, quote_ident(n.nspname) || '.' || quote_ident(c.relname), %s
                from pg_constraint k join pg_class c on c.oid = k.confrelid join pg_namespace n on n.oid = c.relnamespace
                where k.conrelid = %s and k.contype = 'f' and k.conparentid = 0 order by 1""".formatted(columnsOf("k.conrelid", "k.conkey"), columnsOf("k.confrelid", "k.confkey"), oid))) {
            keys.add(new ForeignKey(text(row, 0), split(text(row, 1)), text(row, 2), split(text(row, 3))));
        }
        return List.copyOf(keys);
    }

    private static String columnsOf(String relation, String numbers) {
        return """
                coalesce((select string_agg(a.attname, E'\\u001f' order by x.place)
                  from unnest(%s) with ordinality as x (attnum, place)
                  join pg_attribute a on a.attrelid = %s and a.attnum = x.attnum), '')""".formatted(numbers, relation);
    }

    private static List<String> names(Session session, String sql) throws SQLException {
        return session.rows(sql).stream().map(row -> text(row, 0)).toList();
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(SEPARATOR));
    }

    private static String text(List<@Nullable String> row, int index) {
        return Objects.requireNonNull(row.get(index));
    }

    /** What a table refers to comes before it; keys that go in circles are left to rows that carry null there. */
    private void inOrder(List<Table> found) {
        var waiting = new LinkedHashSet<>(found);
        while (!waiting.isEmpty()) {
            var unplaced = waiting.stream().map(Table::name).collect(Collectors.toCollection(HashSet::new));
            var next = waiting.stream()
                    .filter(table -> table.foreignKeys().stream()
                            .allMatch(key -> key.target().equals(table.name()) || !unplaced.contains(key.target())))
                    .findFirst()
                    .orElseGet(waiting::getFirst);
            tables.put(next.name(), next);
            waiting.remove(next);
        }
    }
}
