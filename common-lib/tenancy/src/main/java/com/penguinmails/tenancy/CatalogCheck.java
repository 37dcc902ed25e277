package com.penguinmails.tenancy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads PostgreSQL's catalog and names every table, policy, key, view, grant or role that would let a row cross from one
 * tenant to another.
 *
 * <p>Eleven rules. They hold for tables and partitions of the service's schemas, for what the application role may reach and
 * for the role itself. Tables that belong to no tenant, and policies that cross tenants on purpose, are declared in
 * {@link DatabaseProperties}; what is declared but does not exist is a finding too.
 */
public final class CatalogCheck {

    /** The only policy a tenant table may have, as PostgreSQL prints it. */
    static final String CANONICAL_POLICY =
            "(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS \"nullif\"))";

    private final JdbcClient jdbc;
    private final DatabaseProperties database;

    public CatalogCheck(JdbcClient jdbc, DatabaseProperties database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** @param rule R1 to R11 */
    public record Finding(String rule, String object, String problem) {
        @Override
        public String toString() {
            return rule + " " + object + ": " + problem;
        }
    }

    /** Empty when every rule holds. Needs a transaction. */
    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (Rule rule : RULES) {
            findings.addAll(jdbc.sql(rule.sql())
                    .params(Map.of(
                            "schemas", database.schemas().toArray(String[]::new),
                            "global", database.globalTables().toArray(String[]::new),
                            "doors", database.doors().toArray(String[]::new),
                            "definers", database.definerFunctions().toArray(String[]::new),
                            "canonical", CANONICAL_POLICY))
                    .query((row, number) -> new Finding(rule.id(), row.getString(1), row.getString(2)))
                    .list());
        }
        return findings;
    }

    private record Rule(String id, String sql) {}

    /** Tables and partitions under the rules; {@code flyway_schema_history} is Flyway's own and not granted. */
    private static final String TENANT_TABLES = """
            with t as (
              select c.oid, n.nspname, c.relname, c.relkind, c.relispartition, c.relrowsecurity, c.relforcerowsecurity
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = any (:schemas) and c.relkind in ('r', 'p')
                and c.relname <> 'flyway_schema_history' and not c.relname = any (:global))
            """;

    private static final List<Rule> RULES = List.of(
            new Rule("R1", TENANT_TABLES + """
            select relname::text, 'row-level security must be enabled and forced' from t
            where not (relrowsecurity and relforcerowsecurity)
            union all
            select g, 'declared as a global table but does not exist' from unnest(:global) g
            where not exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                              where n.nspname = any (:schemas) and c.relname = g)"""),
            new Rule("R2", TENANT_TABLES + """
            select t.relname::text, 'needs a column tenant_id uuid not null' from t
            where not exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id'
                              and a.attnotnull and a.atttypid = 'uuid'::regtype)"""),
            new Rule("R3", TENANT_TABLES + """
            , p as (
              select t.relname, pol.polname, pol.polcmd, pol.polpermissive,
                     pg_get_expr(pol.polqual, pol.polrelid) as using_text,
                     pg_get_expr(pol.polwithcheck, pol.polrelid) as check_text,
                     exists (select 1 from unnest(pol.polroles) r join pg_roles ro on ro.oid = r
                             where t.relname || ':' || pol.polname || ':' || ro.rolname = any (:doors))
                       and cardinality(pol.polroles) = 1 as door
              from t join pg_policy pol on pol.polrelid = t.oid)
            select relname::text, 'policy ' || polname || ' is neither the canonical one nor a declared door' from p
            where not door and not (polpermissive and polcmd = '*' and using_text = :canonical
                                    and (check_text is null or check_text = :canonical))
            union all
            select t.relname::text, 'needs exactly one canonical policy' from t
            where not t.relispartition and (select count(*) from p where p.relname = t.relname and not p.door) <> 1
            union all
            select t.relname::text, 'a partition must have no policy of its own' from t
            where t.relispartition and exists (select 1 from p where p.relname = t.relname)"""),
            new Rule("R4", TENANT_TABLES + """
            select t.relname::text, 'unique key ' || i.relname || ' does not lead with tenant_id'
            from t join pg_index x on x.indrelid = t.oid join pg_class i on i.oid = x.indexrelid
            where x.indisunique and not exists (
              select 1 from pg_attribute a where a.attrelid = t.oid and a.attnum = x.indkey[0] and a.attname = 'tenant_id')"""),
            new Rule("R5", TENANT_TABLES + """
            select t.relname::text, 'foreign key ' || k.conname || ' does not carry tenant_id'
            from t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
            where exists (select 1 from t target where target.oid = k.confrelid)
              and not exists (select 1 from pg_attribute a
                              where a.attrelid = t.oid and a.attnum = any (k.conkey) and a.attname = 'tenant_id')"""),
            new Rule("R6", """
            select c.relname::text, 'a view must be security_invoker'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (:schemas) and c.relkind = 'v'
              and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']"""),
            new Rule("R7", """
            select c.relname::text, 'a materialised view cannot carry row-level security and must not be readable'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (:schemas) and c.relkind = 'm' and has_table_privilege(c.oid, 'select')"""),
            new Rule("R8", TENANT_TABLES + """
            select relname::text, 'a partition must not be granted to the application role' from t
            where relispartition and has_table_privilege(oid, 'select, insert, update, delete')"""),
            new Rule("R9", """
            select c.relname::text, 'TRUNCATE, REFERENCES and TRIGGER ignore row-level security and must not be granted'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (:schemas) and c.relkind in ('r', 'p')
              and has_table_privilege(c.oid, 'truncate, references, trigger')"""),
            new Rule("R10", """
            select p.proname::text, 'a SECURITY DEFINER function the application role may run must be declared'
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = any (:schemas) and p.prosecdef and has_function_privilege(p.oid, 'execute')
              and not p.proname = any (:definers)"""),
            new Rule("R11", """
            select r.rolname::text, 'the application role must be no superuser, bypass nothing, create nothing, own nothing and be member of nothing'
            from pg_roles r
            where r.rolname = current_user
              and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb
                   or exists (select 1 from pg_auth_members m where m.member = r.oid)
                   or exists (select 1 from pg_class c where c.relowner = r.oid)
                   or exists (select 1 from pg_namespace n where n.nspowner = r.oid))"""));
}
