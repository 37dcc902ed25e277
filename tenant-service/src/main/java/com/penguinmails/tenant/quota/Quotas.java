package com.penguinmails.tenant.quota;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The limits of the tenant in scope. */
@Component
public class Quotas {

    private final JdbcClient jdbc;
    private final Clock clock;

    Quotas(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param own whether it was set for this tenant */
    public record Limit(String quota, long most, long used, boolean own) {}

    /**
     * Call it before one more is added. Refuses with {@code tenant-quota-exceeded}. Until the running transaction ends nobody else gets an
     * answer for this tenant, so who counts and then adds is never overtaken.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireRoom(Quota quota) {
        jdbc.sql("select 1 from tenants where tenant_id = ? for no key update")
                .param(tenant())
                .query((row, number) -> number)
                .list();
        long most = most(quota);
        if (used(quota) >= most) {
            throw Refusal.conflict(
                    "tenant-quota-exceeded",
                    "You can have " + most + " " + quota.words() + "; remove some, or ask support for more.");
        }
    }

    @Transactional(readOnly = true)
    public List<Limit> all() {
        return Arrays.stream(Quota.values())
                .map(quota -> new Limit(quota.id(), most(quota), used(quota), isOwn(quota)))
                .toList();
    }

    /** By name. */
    @Transactional(readOnly = true)
    public Map<String, Long> limits() {
        return Arrays.stream(Quota.values())
                .map(Quota::id)
                .collect(Collectors.toMap(Function.identity(), id -> most(Quota.of(id))));
    }

    long most(Quota quota) {
        return jdbc.sql("""
                        select coalesce((select most from quota_exceptions where tenant_id = :tenant and quota = :quota),
                                        (select most from quotas where quota = :quota))""")
                .param("tenant", tenant())
                .param("quota", quota.id())
                .query(Long.class)
                .single();
    }

    private boolean isOwn(Quota quota) {
        return jdbc.sql("select exists (select 1 from quota_exceptions where tenant_id = ? and quota = ?)")
                .params(tenant(), quota.id())
                .query(Boolean.class)
                .single();
    }

    private long used(Quota quota) {
        return jdbc.sql(quota.count())
                .param("tenant", tenant())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }

    private static UUID tenant() {
        return TenantScope.current().value();
    }
}
