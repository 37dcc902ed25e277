package com.penguinmails.jobs.standing;

import com.penguinmails.tenancy.TenantScope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of a closed tenant's rows in one schema; make it a bean, one for each schema of the service. Says so of every table with a
 * tenant in it: the service does not start while one is left out, so that a new table is not forgotten.
 */
public final class TenantRows implements SmartInitializingSingleton {

    /** The database of the schema. */
    public interface Tier {

        <T extends @Nullable Object> T inTransaction(Function<JdbcClient, T> work);
    }

    private final Tier tier;
    private final String schema;
    private final List<String> emptied;
    private final Map<String, String> kept;

    /** For the service's own schema. */
    public static TenantRows of(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            String schema,
            List<String> emptied,
            Map<String, String> kept) {
        var transaction = new TransactionTemplate(transactions);
        return new TenantRows(
                new Tier() {
                    @Override
                    public <T extends @Nullable Object> T inTransaction(Function<JdbcClient, T> work) {
                        return transaction.<T>execute(status -> work.apply(jdbc));
                    }
                },
                schema,
                emptied,
                kept);
    }

    /**
     * @param emptied tables whose rows go, those that refer to others first
     * @param kept tables whose rows stay, and why
     */
    public TenantRows(Tier tier, String schema, List<String> emptied, Map<String, String> kept) {
        this.tier = tier;
        this.schema = schema;
        this.emptied = List.copyOf(emptied);
        this.kept = Map.copyOf(kept);
    }

    /** @throws IllegalStateException when a table of tenants is named in neither way, or one is named that does not exist */
    @Override
    public void afterSingletonsInstantiated() {
        Set<String> there = new HashSet<>(TenantScope.platform(
                "which tables hold rows of tenants",
                () -> tier.inTransaction(
                        jdbc -> jdbc.sql("""
                        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                          join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                         where n.nspname = ? and c.relkind in ('r', 'p') and not c.relispartition""").param(schema).query(String.class).list())));
        Set<String> named = new TreeSet<>(emptied);
        named.addAll(kept.keySet());
        // The proof stays in any case.
        named.add("tenant_standings");
        there.add("tenant_standings");
        if (!named.equals(there)) {
            throw new IllegalStateException("what becomes of a closed tenant's rows in schema " + schema
                    + " is said of " + named + ", and the tables are " + new TreeSet<>(there));
        }
    }

    /**
     * Deletes rows of the tenant in scope, in a transaction of its own.
     *
     * @return how many it were; 0 when nothing is left
     */
    int deleteSome(int most) {
        return tier.inTransaction(jdbc -> {
            int deleted = 0;
            for (String table : emptied) {
                deleted += jdbc.sql(
                                "delete from %1$s.%2$s where ctid = any (array(select ctid from %1$s.%2$s where tenant_id = :tenant limit :most))"
                                        .formatted(schema, table))
                        .param("tenant", TenantScope.current().value())
                        .param("most", most - deleted)
                        .update();
                if (deleted >= most) {
                    break;
                }
            }
            return deleted;
        });
    }
}
