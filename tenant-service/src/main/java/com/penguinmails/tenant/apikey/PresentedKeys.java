package com.penguinmails.tenant.apikey;

import com.penguinmails.contracts.tenant.ApiKeys.ApiKeyGrant;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.membership.Standings;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says what a key may do that somebody presents.
 *
 * <p>Whose it is, is known only after a look: the one place that opens the door {@code presented_key}, for rows that begin like it.
 */
@Component
class PresentedKeys {

    private static final Duration USE_WRITTEN_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final ApiKeyTable table;
    private final Standings standings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PresentedKeys(
            JdbcClient jdbc,
            ApiKeyTable table,
            Standings standings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.table = table;
        this.standings = standings;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Found(UUID tenantId, UUID id, byte[] hash) {}

    /** Empty for everything that is no working key, whatever the reason. */
    Optional<ApiKeyGrant> grantOf(String presented) {
        return KeyText.parse(presented).flatMap(key -> find(key).flatMap(this::grant));
    }

    private Optional<Found> find(KeyText key) {
        List<Found> alike = TenantScope.platform(
                "a key tells its tenant",
                () -> transaction.execute(status -> {
                    door(key.prefix());
                    return jdbc.sql("select tenant_id, id, hash from api_keys where prefix = ?")
                            .param(key.prefix())
                            .query((row, number) -> new Found(
                                    row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getBytes(3)))
                            .list();
                }));
        byte[] hash = key.hash();
        return alike.stream()
                .filter(found -> MessageDigest.isEqual(hash, found.hash()))
                .findFirst();
    }

    private Optional<ApiKeyGrant> grant(Found found) {
        return TenantScope.<Optional<ApiKeyGrant>, RuntimeException>call(
                new TenantId(found.tenantId()),
                () -> transaction.execute(status -> {
                    Instant now = clock.instant();
                    Optional<ApiKeyGrant> grant = table.findOfOpenTenant(found.id())
                            .filter(key -> key.worksAt(now))
                            .flatMap(key -> standings
                                    .find(key.createdBy())
                                    .map(owner -> new ApiKeyGrant(
                                            found.tenantId(),
                                            key.id(),
                                            key.createdBy(),
                                            key.scopes().stream()
                                                    .filter(owner.permissions()::contains)
                                                    .toList(),
                                            key.expiresAt(),
                                            key.allowedRanges())));
                    grant.ifPresent(given -> table.used(given.keyId(), now, USE_WRITTEN_EVERY));
                    return grant;
                }));
    }

    private void door(String prefix) {
        jdbc.sql("select set_config('app.api_key', ?, true)")
                .param(prefix)
                .query((row, number) -> number)
                .list();
    }
}
