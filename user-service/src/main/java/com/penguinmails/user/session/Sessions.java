package com.penguinmails.user.session;

import com.penguinmails.crypto.Secret;
import com.penguinmails.kernel.Ids;
import com.penguinmails.user.session.TenantEntry.SignInFacts;
import com.penguinmails.user.token.AppId;
import com.penguinmails.user.token.Proof;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sign-ins and their refresh tokens.
 *
 * <p>A token is good once. Within ten seconds of its use it gives the same successor again, because answers get lost; after that its
 * return means that two hold it, and the whole sign-in ends. A sign-in ends after 14 days without use and after 30 days in any case.
 */
@Repository
class Sessions {

    static final Duration IDLE = Duration.ofDays(14);
    static final Duration LONGEST = Duration.ofDays(30);
    static final Duration GRACE = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(JdbcClient jdbc, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * For whom a sign-in is opened, and for where.
     *
     * @param boundTo the only tenant in which it may ever work; null for all of the person's
     * @param app what acts for the person in it, always bound; null for the person
     */
    record Opening(
            UUID accountId,
            @Nullable UUID tenantId,
            Proof proof,
            Device device,
            @Nullable UUID boundTo,
            @Nullable AppGrant app) {

        static Opening own(UUID accountId, @Nullable UUID tenantId, Proof proof, Device device) {
            return new Opening(accountId, tenantId, proof, device, null, null);
        }
    }

    /** @param expiresAt when the refresh token ends unless it is used */
    record Renewed(
            UUID sessionId,
            UUID accountId,
            RefreshToken refreshToken,
            Instant expiresAt,
            Proof proof,
            @Nullable UUID boundTo) {}

    /** Whose sign-in a token belongs to. */
    record Holder(
            UUID accountId,
            @Nullable UUID tenantId,
            SignInFacts facts,
            @Nullable AppGrant app) {}

    sealed interface Exchange {

        record Granted(Renewed session) implements Exchange {}

        /** Not ours, or of a sign-in that was cleared away long ago. */
        record Unknown() implements Exchange {}

        record Expired() implements Exchange {}

        record Revoked() implements Exchange {}
    }

    @Transactional
    public Renewed open(Opening opening) {
        Instant now = clock.instant();
        UUID id = ids.next();
        Instant end = now.plus(LONGEST);
        AppGrant app = opening.app();
        jdbc.sql("""
                        insert into sessions (id, account_id, tenant_id, rotation_secret, created_at, last_used_at, expires_at,
                                              authenticated_at, methods, user_agent, address, bound_to, app_id, scopes)
                        values (:id, :account, :tenant, :secret, :now, :now, :end, :proved, :methods, :agent, :address,
                                :bound, :app, :scopes)""")
                .param("id", id)
                .param("account", opening.accountId())
                .param("tenant", opening.tenantId(), java.sql.Types.OTHER)
                .param("secret", Secret.bytes(random))
                .param("now", Timestamp.from(now))
                .param("end", Timestamp.from(end))
                .param("proved", Timestamp.from(opening.proof().at()))
                .param("methods", opening.proof().text())
                .param("agent", opening.device().userAgent(), java.sql.Types.VARCHAR)
                .param("address", opening.device().address(), java.sql.Types.VARCHAR)
                .param("bound", opening.boundTo(), java.sql.Types.OTHER)
                .param("app", app == null ? null : app.app().appId(), java.sql.Types.OTHER)
                .param("scopes", app == null ? null : app.scopes().toArray(String[]::new), java.sql.Types.ARRAY)
                .update();
        RefreshToken first = RefreshToken.first(random);
        return new Renewed(
                id, opening.accountId(), first, add(first, id, now, end), opening.proof(), opening.boundTo());
    }

    /** Looks, and uses nothing up; empty unless {@link #exchange} has a chance. */
    @Transactional(readOnly = true)
    public Optional<Holder> holder(RefreshToken token) {
        return jdbc.sql("""
                        select s.account_id, s.tenant_id, s.authenticated_at, s.methods, s.created_at, s.bound_to, s.app_id, s.scopes
                        from refresh_tokens t join sessions s on s.id = t.session_id
                        where t.token_hash = :hash""")
                .param("hash", token.digest())
                .query((row, number) -> new Holder(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        new SignInFacts(
                                Proof.of(row.getTimestamp(3).toInstant(), row.getString(4)),
                                row.getTimestamp(5).toInstant(),
                                row.getObject(6, UUID.class)),
                        AppGrant.of(row.getObject(6, UUID.class), row.getObject(7, UUID.class), row.getArray(8))))
                .optional();
    }

    /**
     * Gives the token's successor, and remembers {@code tenantId} as chosen.
     *
     * <p>An answer, not an exception, because a reuse must be written down and an exception would undo that.
     */
    @Transactional
    public Exchange exchange(RefreshToken token, @Nullable UUID tenantId) {
        Instant now = clock.instant();
        Optional<Known> found = locked(token);
        if (found.isEmpty()) {
            return new Exchange.Unknown();
        }
        Known known = found.get();
        if (known.revoked()) {
            return new Exchange.Revoked();
        }
        if (!now.isBefore(known.sessionEnds()) || !now.isBefore(known.tokenEnds())) {
            return new Exchange.Expired();
        }
        RefreshToken successor = token.successor(known.secret());
        Instant usedAt = known.usedAt();
        if (usedAt != null) {
            if (now.isAfter(usedAt.plus(GRACE))) {
                revoke(known.sessionId(), "reuse");
                return new Exchange.Revoked();
            }
            return new Exchange.Granted(new Renewed(
                    known.sessionId(),
                    known.accountId(),
                    successor,
                    ends(usedAt, known.sessionEnds()),
                    known.proof(),
                    known.boundTo()));
        }
        jdbc.sql("update refresh_tokens set used_at = :now where token_hash = :hash")
                .param("now", Timestamp.from(now))
                .param("hash", token.digest())
                .update();
        jdbc.sql("update sessions set last_used_at = :now, tenant_id = :tenant where id = :id")
                .param("now", Timestamp.from(now))
                .param("tenant", tenantId, java.sql.Types.OTHER)
                .param("id", known.sessionId())
                .update();
        return new Exchange.Granted(new Renewed(
                known.sessionId(),
                known.accountId(),
                successor,
                add(successor, known.sessionId(), now, known.sessionEnds()),
                known.proof(),
                known.boundTo()));
    }

    /** To which tenant a sign-in is bound; empty when it is not, has ended or is somebody else's. */
    @Transactional(readOnly = true)
    public Optional<UUID> boundTo(UUID sessionId, UUID accountId) {
        return jdbc.sql("""
                        select bound_to from sessions
                        where id = :id and account_id = :account and bound_to is not null and app_id is null
                          and revoked_at is null and expires_at > :now""")
                .param("id", sessionId)
                .param("account", accountId)
                .param("now", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional();
    }

    /** The person proved once more who they are; empty when the sign-in has ended or is somebody else's. */
    @Transactional
    public Optional<SignInFacts> proved(UUID sessionId, UUID accountId, String... shown) {
        return proved(sessionId, accountId, Proof.by(clock.instant(), shown));
    }

    /** The same, when it was proved somewhere else a moment ago. */
    @Transactional
    public Optional<SignInFacts> proved(UUID sessionId, UUID accountId, Proof shown) {
        Instant now = clock.instant();
        Optional<SignInFacts> before = jdbc.sql("""
                        select methods, created_at, bound_to from sessions
                        where id = :id and account_id = :account and revoked_at is null and expires_at > :now for update""")
                .param("id", sessionId)
                .param("account", accountId)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new SignInFacts(
                        Proof.of(shown.at(), row.getString(1)),
                        row.getTimestamp(2).toInstant(),
                        row.getObject(3, UUID.class)))
                .optional();
        return before.map(known -> {
            Proof proof = known.proof().and(shown.methods().toArray(String[]::new));
            jdbc.sql("update sessions set authenticated_at = :now, methods = :methods where id = :id")
                    .param("now", Timestamp.from(proof.at()))
                    .param("methods", proof.text())
                    .param("id", sessionId)
                    .update();
            return new SignInFacts(proof, known.startedAt(), known.boundTo());
        });
    }

    @Transactional
    public void logOut(UUID sessionId) {
        revoke(sessionId, "logout");
    }

    /** Ends the sign-ins of a person, all or all but one; takes part in the caller's transaction. */
    @Transactional
    public void endAllOf(UUID accountId, @Nullable UUID exceptSession) {
        jdbc.sql("""
                        update sessions set revoked_at = :now, revoked_because = 'new-credentials'
                        where account_id = :account and id is distinct from :except and revoked_at is null""")
                .param("now", Timestamp.from(clock.instant()))
                .param("account", accountId)
                .param("except", exceptSession, java.sql.Types.OTHER)
                .update();
    }

    /** Ends what an app was given, by all people or by one. */
    @Transactional
    public void endAppGrants(AppId app, @Nullable UUID accountId, String because) {
        jdbc.sql("""
                        update sessions set revoked_at = :now, revoked_because = :because
                        where bound_to = :tenant and app_id = :app and (:account::uuid is null or account_id = :account)
                          and revoked_at is null""")
                .param("now", Timestamp.from(clock.instant()))
                .param("because", because)
                .param("tenant", app.tenantId())
                .param("app", app.appId())
                .param("account", accountId, java.sql.Types.OTHER)
                .update();
    }

    /** Ends the sign-ins of people for whom a tenant's provider vouched; what apps were given stays. */
    @Transactional
    public void endVouchedFor(UUID tenantId) {
        jdbc.sql("""
                        update sessions set revoked_at = :now, revoked_because = 'provider-removed'
                        where bound_to = :tenant and app_id is null and revoked_at is null""")
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenantId)
                .update();
    }

    /** Ends one grant, because its code or its token came back. */
    @Transactional
    public void endReused(UUID sessionId) {
        revoke(sessionId, "reuse");
    }

    /** Keeps what ended for a week, so that a late reuse is still called by its name. */
    @Transactional
    public void clearAway() {
        jdbc.sql("delete from sessions where expires_at < :old or revoked_at < :old or last_used_at < :idle")
                .param("old", Timestamp.from(clock.instant().minus(Duration.ofDays(7))))
                .param("idle", Timestamp.from(clock.instant().minus(IDLE).minus(Duration.ofDays(7))))
                .update();
    }

    private record Known(
            UUID sessionId,
            UUID accountId,
            byte[] secret,
            boolean revoked,
            Instant sessionEnds,
            Instant tokenEnds,
            @Nullable Instant usedAt,
            Proof proof,
            @Nullable UUID boundTo) {}

    /** Locks the session first and reads the token after: whoever waited here then sees what the other one did. */
    private Optional<Known> locked(RefreshToken token) {
        Optional<UUID> session =
                jdbc.sql("""
                        select id from sessions
                        where id = (select session_id from refresh_tokens where token_hash = :hash) for update""").param("hash", token.digest()).query(UUID.class).optional();
        return session.flatMap(id -> jdbc.sql("""
                        select s.account_id, s.rotation_secret, s.revoked_at is not null, s.expires_at, t.expires_at, t.used_at,
                               s.authenticated_at, s.methods, s.bound_to
                        from sessions s join refresh_tokens t on t.session_id = s.id and t.token_hash = :hash
                        where s.id = :id""")
                .param("hash", token.digest())
                .param("id", id)
                .query((row, number) -> {
                    Timestamp usedAt = row.getTimestamp(6);
                    return new Known(
                            id,
                            row.getObject(1, UUID.class),
                            row.getBytes(2),
                            row.getBoolean(3),
                            row.getTimestamp(4).toInstant(),
                            row.getTimestamp(5).toInstant(),
                            usedAt == null ? null : usedAt.toInstant(),
                            Proof.of(row.getTimestamp(7).toInstant(), row.getString(8)),
                            row.getObject(9, UUID.class));
                })
                .optional());
    }

    private Instant add(RefreshToken token, UUID sessionId, Instant now, Instant sessionEnds) {
        Instant ends = ends(now, sessionEnds);
        jdbc.sql("""
                        insert into refresh_tokens (token_hash, session_id, issued_at, expires_at)
                        values (:hash, :session, :now, :ends)""")
                .param("hash", token.digest())
                .param("session", sessionId)
                .param("now", Timestamp.from(now))
                .param("ends", Timestamp.from(ends))
                .update();
        return ends;
    }

    private static Instant ends(Instant issuedAt, Instant sessionEnds) {
        Instant idle = issuedAt.plus(IDLE);
        return idle.isBefore(sessionEnds) ? idle : sessionEnds;
    }

    private void revoke(UUID sessionId, String because) {
        jdbc.sql("""
                        update sessions set revoked_at = :now, revoked_because = :because
                        where id = :id and revoked_at is null""")
                .param("now", Timestamp.from(clock.instant()))
                .param("because", because)
                .param("id", sessionId)
                .update();
    }
}
