package com.penguinmails.tenant.datakey;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.crypto.TenantCipher;
import com.penguinmails.crypto.WrappedKeysets;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.staff.StaffStandings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Replaces the data key of the tenant in scope, in two steps: first the new key only opens, and when every service has it, it encrypts.
 * The old ones stay and open what they sealed.
 */
@Component
class KeyRotation {

    static final JobKind PROMOTION = new JobKind("tenant.promote-data-key", "housekeeping", ServiceName.TENANT);

    /** Longer than any service keeps the keyset of before. */
    static final Duration UNTIL_KNOWN_EVERYWHERE = TenantCipher.KEY_LIFETIME.plusMinutes(5);

    private final JdbcClient jdbc;
    private final WrappedKeysets keysets;
    private final StaffStandings staff;
    private final AuditLog audit;
    private final JobQueue jobs;
    private final Clock clock;

    KeyRotation(
            JdbcClient jdbc, WrappedKeysets keysets, StaffStandings staff, AuditLog audit, JobQueue jobs, Clock clock) {
        this.jdbc = jdbc;
        this.keysets = keysets;
        this.staff = staff;
        this.audit = audit;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @param encryptsFrom when the new key takes over */
    record Started(UUID tenantId, Instant encryptsFrom) {}

    private record Stored(String keyset, @Nullable Instant pendingSince) {}

    /** Refuses with {@code permission-required}, {@code not-found} when there is no key, or {@code rotation-running}. */
    @Transactional
    public Started start(UUID operator, String reason) {
        staff.require(operator, PlatformPermissions.TENANT_MANAGE);
        Stored stored = locked().orElseThrow(() -> Refusal.notFound("tenant"));
        if (stored.pendingSince() != null) {
            throw Refusal.conflict("rotation-running", "The key of this tenant is being rotated.");
        }
        Instant now = clock.instant();
        jdbc.sql("update data_keys set keyset = ?, pending_since = ? where tenant_id = ?")
                .params(
                        keysets.withNewKey(TenantScope.current(), stored.keyset()),
                        Timestamp.from(now),
                        TenantScope.current().value())
                .update();
        Instant encryptsFrom = now.plus(UNTIL_KNOWN_EVERYWHERE);
        jobs.enqueue(NewJob.of(PROMOTION, Map.of()).runAt(encryptsFrom));
        record(Actor.operator(operator), "data-key.rotation-started", Map.of("reason", reason));
        return new Started(TenantScope.current().value(), encryptsFrom);
    }

    /** Does nothing when no rotation is running, or when it began too short a time ago. */
    @Transactional
    public void finishIfDue() {
        Optional<Stored> stored = locked();
        if (stored.isEmpty()) {
            return;
        }
        Instant since = stored.get().pendingSince();
        if (since == null || clock.instant().isBefore(since.plus(UNTIL_KNOWN_EVERYWHERE))) {
            return;
        }
        jdbc.sql("update data_keys set keyset = ?, pending_since = null, rotated_at = ? where tenant_id = ?")
                .params(
                        keysets.withNewestFirst(
                                TenantScope.current(), stored.get().keyset()),
                        Timestamp.from(clock.instant()),
                        TenantScope.current().value())
                .update();
        record(Actor.platform(), "data-key.rotated", Map.of());
    }

    private Optional<Stored> locked() {
        return jdbc.sql("select keyset, pending_since from data_keys where tenant_id = ? for update")
                .param(TenantScope.current().value())
                .query((row, number) -> {
                    Timestamp since = row.getTimestamp(2);
                    return new Stored(row.getString(1), since == null ? null : since.toInstant());
                })
                .optional();
    }

    private void record(Actor actor, String action, Map<String, String> details) {
        audit.record(
                new AuditAct(actor, action, "data-key", TenantScope.current().toString(), details));
    }
}
