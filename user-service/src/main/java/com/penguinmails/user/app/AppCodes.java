package com.penguinmails.user.app;

import com.penguinmails.crypto.Secret;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.user.app.AppRequests.AppRequest;
import com.penguinmails.user.session.AppGrant;
import com.penguinmails.user.session.AppSessions;
import com.penguinmails.user.token.AppId;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Authorization codes: good once, for a minute, for the app they were given to, with the verifier that only this app has.
 *
 * <p>A code that comes with anything wrong is in wrong hands, and is void from then on. One that comes back ends what its first use gave
 * (RFC 6749 §4.1.2).
 */
@Component
class AppCodes {

    static final Duration LIFE = Duration.ofMinutes(1);
    /** So long a reuse is noticed. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AppTable apps;
    private final AppSessions sessions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AppCodes(JdbcClient jdbc, TransactionTemplate transaction, AppTable apps, AppSessions sessions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.apps = apps;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** What an app sends to the token endpoint. */
    record Redemption(String code, AppId app, String redirectUri, String verifier) {

        @Override
        public String toString() {
            return "Redemption[" + app + "]";
        }
    }

    private record Row(
            AppId app,
            UUID accountId,
            String appName,
            String redirectUri,
            List<String> scopes,
            String challenge,
            Instant expiresAt,
            boolean used,
            @Nullable UUID sessionId) {

        boolean belongsTo(Redemption redemption) {
            return app.equals(redemption.app())
                    && redirectUri.equals(redemption.redirectUri())
                    && new Secret(redemption.verifier()).answers(challenge);
        }
    }

    /** Takes part in the caller's transaction. */
    @Transactional
    public String issue(UUID accountId, AppRequest request, String appName, List<String> granted) {
        Secret code = Secret.random(random);
        jdbc.sql("""
                        insert into app_codes (code_hash, tenant_id, app_id, account_id, app_name, redirect_uri, scopes, code_challenge, expires_at)
                        values (:hash, :tenant, :app, :account, :name, :redirect, :scopes, :challenge, :ends)""")
                .param("hash", code.digest())
                .param("tenant", request.app().tenantId())
                .param("app", request.app().appId())
                .param("account", accountId)
                .param("name", appName)
                .param("redirect", request.redirectUri())
                .param("scopes", granted.toArray(String[]::new))
                .param("challenge", request.codeChallenge())
                .param("ends", Timestamp.from(clock.instant().plus(LIFE)))
                .update();
        return code.value();
    }

    /** Empty for every code that is not good, whatever is wrong with it. Refuses as unavailable without using the code up. */
    Optional<AppSessions.Tokens> redeem(Redemption redemption) {
        byte[] hash = new Secret(redemption.code()).digest();
        Optional<Row> known = transaction.execute(status -> read(hash, ""));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Row row = known.get();
        Optional<AppSessions.Standing> standing =
                sessions.standing(row.accountId(), row.app().tenantId());
        return TenantScope.call(
                new TenantId(row.app().tenantId()),
                () -> transaction.execute(status -> redeem(hash, redemption, standing)));
    }

    /** The row is locked: of two that come at once, the second one sees what the first one did. */
    private Optional<AppSessions.Tokens> redeem(
            byte[] hash, Redemption redemption, Optional<AppSessions.Standing> standing) {
        Optional<Row> found = read(hash, " for update");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Row row = found.get();
        if (row.used()) {
            if (row.sessionId() != null) {
                sessions.endReused(row.sessionId());
            }
            return Optional.empty();
        }
        boolean good = clock.instant().isBefore(row.expiresAt())
                && row.belongsTo(redemption)
                && standing.isPresent()
                && apps.isKept(row.app().appId());
        Optional<AppSessions.Tokens> tokens = good
                ? Optional.of(sessions.open(standing.get(), new AppGrant(row.app(), row.scopes()), row.appName()))
                : Optional.empty();
        jdbc.sql("update app_codes set used_at = :now, session_id = :session where code_hash = :hash")
                .param("now", Timestamp.from(clock.instant()))
                .param("session", tokens.map(AppSessions.Tokens::sessionId).orElse(null), java.sql.Types.OTHER)
                .param("hash", hash)
                .update();
        return tokens;
    }

    private Optional<Row> read(byte[] hash, String locking) {
        return jdbc.sql(
                        "select tenant_id, app_id, account_id, app_name, redirect_uri, scopes, code_challenge, expires_at, used_at, session_id"
                                + " from app_codes where code_hash = ?" + locking)
                .param(hash)
                .query((row, number) -> new Row(
                        new AppId(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getString(5),
                        List.of((String[]) row.getArray(6).getArray()),
                        row.getString(7),
                        row.getTimestamp(8).toInstant(),
                        row.getTimestamp(9) != null,
                        row.getObject(10, UUID.class)))
                .optional();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT19M")
    @Transactional
    public void deleteOld() {
        jdbc.sql("delete from app_codes where expires_at < ?")
                .param(Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }
}
