package com.penguinmails.tenant.flag;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.staff.StaffActs;
import com.penguinmails.tenant.staff.StaffStandings;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The features there are. Operators switch them; everybody else asks what is on for the tenant in scope. */
@Component
class FeatureFlags {

    private static final String SELECT =
            "select key, description, enabled, percentage, allow, deny, changed_at, changed_by from feature_flags ";

    private final JdbcClient jdbc;
    private final StaffStandings staff;
    private final StaffActs acts;

    FeatureFlags(JdbcClient jdbc, StaffStandings staff, StaffActs acts) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.acts = acts;
    }

    /** Keys of what is on for the tenant in scope, in the order of the alphabet. */
    @Transactional(readOnly = true)
    public List<String> onForTenant() {
        UUID tenant = TenantScope.current().value();
        return all().stream()
                .filter(flag -> flag.isOnFor(tenant))
                .map(FeatureFlag::key)
                .toList();
    }

    @Transactional(readOnly = true)
    public List<FeatureFlag> list() {
        return all();
    }

    @Transactional(readOnly = true)
    public FeatureFlag get(String key) {
        return find(key);
    }

    /** Makes the flag, or changes it as a whole. Refuses with {@code permission-required}. */
    @Transactional
    public FeatureFlag put(FeatureFlag flag) {
        staff.require(flag.changedBy(), PlatformPermissions.FLAG_MANAGE);
        jdbc.sql("""
                        insert into feature_flags (key, description, enabled, percentage, allow, deny, changed_at, changed_by)
                        values (:key, :description, :enabled, :percentage, :allow, :deny, :at, :by)
                        on conflict (key) do update set description = :description, enabled = :enabled, percentage = :percentage,
                          allow = :allow, deny = :deny, changed_at = :at, changed_by = :by""")
                .param("key", flag.key())
                .param("description", flag.description())
                .param("enabled", flag.enabled())
                .param("percentage", flag.percentage())
                .param("allow", flag.allow().toArray(UUID[]::new))
                .param("deny", flag.deny().toArray(UUID[]::new))
                .param("at", Timestamp.from(flag.changedAt()))
                .param("by", flag.changedBy())
                .update();
        acts.record(
                flag.changedBy(),
                "feature-flag.set",
                "feature-flag",
                flag.key(),
                Map.of(
                        "enabled", Boolean.toString(flag.enabled()),
                        "percentage", Integer.toString(flag.percentage()),
                        "allow", Integer.toString(flag.allow().size()),
                        "deny", Integer.toString(flag.deny().size())));
        return flag;
    }

    /** Off for everybody from now on. Refuses with {@code permission-required} or {@code not-found}. */
    @Transactional
    public void delete(UUID operator, String key) {
        staff.require(operator, PlatformPermissions.FLAG_MANAGE);
        find(key);
        jdbc.sql("delete from feature_flags where key = ?").param(key).update();
        acts.record(operator, "feature-flag.deleted", "feature-flag", key, Map.of());
    }

    private List<FeatureFlag> all() {
        return jdbc.sql(SELECT + "order by key").query(FeatureFlags::flag).list();
    }

    private FeatureFlag find(String key) {
        return jdbc.sql(SELECT + "where key = ?")
                .param(key)
                .query(FeatureFlags::flag)
                .optional()
                .orElseThrow(() -> Refusal.notFound("feature flag"));
    }

    private static FeatureFlag flag(ResultSet row, int number) throws SQLException {
        return new FeatureFlag(
                row.getString("key"),
                row.getString("description"),
                row.getBoolean("enabled"),
                row.getInt("percentage"),
                ids(row.getArray("allow")),
                ids(row.getArray("deny")),
                row.getTimestamp("changed_at").toInstant(),
                row.getObject("changed_by", UUID.class));
    }

    private static List<UUID> ids(Array array) throws SQLException {
        return List.of((UUID[]) array.getArray());
    }
}
