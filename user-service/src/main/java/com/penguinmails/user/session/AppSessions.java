package com.penguinmails.user.session;

import com.penguinmails.contracts.tenant.Memberships;
import com.penguinmails.user.account.Credentials;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.session.Sessions.Exchange;
import com.penguinmails.user.session.Sessions.Opening;
import com.penguinmails.user.session.Sessions.Renewed;
import com.penguinmails.user.token.AppAccessTokens;
import com.penguinmails.user.token.AppId;
import com.penguinmails.user.token.Proof;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What apps were given: sign-ins of their own, whose refresh tokens rotate and end like those of people. What an app may do is asked of
 * tenant-service for every token, so it never has more than its person has at that moment.
 */
@Component
public class AppSessions {

    /** RFC 8176 has no word for it; it is kept and shown nowhere. */
    private static final String BY_CONSENT = "app";

    private final Credentials credentials;
    private final Memberships memberships;
    private final Sessions sessions;
    private final AppAccessTokens accessTokens;
    private final JdbcClient jdbc;
    private final Clock clock;

    AppSessions(
            Credentials credentials,
            Memberships memberships,
            Sessions sessions,
            AppAccessTokens accessTokens,
            JdbcClient jdbc,
            Clock clock) {
        this.credentials = credentials;
        this.memberships = memberships;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What the person may do in the app's tenant at this moment. */
    public record Standing(Person person, List<String> permissions) {}

    /** @param scopes what the access token is good for */
    public record Tokens(
            UUID sessionId,
            String accessToken,
            Instant issuedAt,
            Instant expiresAt,
            List<String> scopes,
            String refreshToken) {

        @Override
        public String toString() {
            return "Tokens[" + sessionId + "]";
        }
    }

    /** The outcome of a refresh. */
    public sealed interface Renewal {

        record Granted(Tokens tokens) implements Renewal {}

        /** Unknown, over, of another app, or of a person who left. */
        record Refused() implements Renewal {}

        /** Asks for more than was granted; nothing was used up. */
        record AboveGrant() implements Renewal {}
    }

    /** @param scopes what was granted; the app has those that the person still has */
    public record Grant(
            UUID id,
            UUID appId,
            UUID tenantId,
            String name,
            List<String> scopes,
            Instant grantedAt,
            Instant lastUsedAt) {}

    /** Empty when the account is gone, or is no member of the tenant. */
    public Optional<Standing> standing(UUID accountId, UUID tenantId) {
        return credentials
                .person(accountId)
                .flatMap(person -> memberships.ofUser(accountId).stream()
                        .filter(membership -> membership.tenantId().equals(tenantId))
                        .findFirst()
                        .map(membership -> new Standing(person, membership.permissions())));
    }

    /** @param name what the person sees of it */
    @Transactional(propagation = Propagation.MANDATORY)
    public Tokens open(Standing standing, AppGrant grant, String name) {
        UUID tenantId = grant.app().tenantId();
        Renewed session = sessions.open(new Opening(
                standing.person().id(),
                tenantId,
                Proof.by(clock.instant(), BY_CONSENT),
                new Device(name, null),
                tenantId,
                grant));
        return tokens(standing, session, grant.app(), grant.scopes());
    }

    /** @param wanted fewer scopes than were granted; empty for all of them */
    public Renewal renew(String refreshToken, AppId app, Collection<String> wanted) {
        RefreshToken token = new RefreshToken(refreshToken);
        Optional<Sessions.Holder> holder = sessions.holder(token);
        AppGrant grant = holder.map(Sessions.Holder::app).orElse(null);
        if (holder.isEmpty() || grant == null || !grant.app().equals(app)) {
            return new Renewal.Refused();
        }
        if (!grant.scopes().containsAll(wanted)) {
            return new Renewal.AboveGrant();
        }
        // Asked before the token is used up: while tenant-service is away the token stays good.
        Optional<Standing> standing = standing(holder.get().accountId(), app.tenantId());
        if (standing.isEmpty()) {
            return new Renewal.Refused();
        }
        List<String> scopes = wanted.isEmpty() ? grant.scopes() : List.copyOf(wanted);
        return switch (sessions.exchange(token, app.tenantId())) {
            case Exchange.Granted granted ->
                new Renewal.Granted(tokens(standing.get(), granted.session(), app, scopes));
            case Exchange.Unknown unknown -> new Renewal.Refused();
            case Exchange.Expired expired -> new Renewal.Refused();
            case Exchange.Revoked revoked -> new Renewal.Refused();
        };
    }

    /** The app was revoked. */
    @Transactional
    public void endAllOf(AppId app) {
        sessions.endAppGrants(app, null, "app-revoked");
    }

    /** A code or a token came back. */
    @Transactional
    public void endReused(UUID sessionId) {
        sessions.endReused(sessionId);
    }

    /**
     * What a person granted and can still be used; newest first, at most {@code limit}.
     *
     * @param tenantId only in this tenant; null for all of them
     */
    @Transactional(readOnly = true)
    public List<Grant> of(UUID accountId, @Nullable UUID tenantId, UUID before, int limit) {
        return jdbc.sql("""
                        select id, app_id, bound_to, user_agent, scopes, created_at, last_used_at from sessions
                        where account_id = :account and app_id is not null and (:tenant::uuid is null or bound_to = :tenant)
                          and id < :before and revoked_at is null and expires_at > :now and last_used_at > :idle
                        order by id desc limit :limit""")
                .param("account", accountId)
                .param("tenant", tenantId, Types.OTHER)
                .param("before", before)
                .param("now", Timestamp.from(clock.instant()))
                .param("idle", Timestamp.from(clock.instant().minus(Sessions.IDLE)))
                .param("limit", limit)
                .query((row, number) -> new Grant(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        String.valueOf(row.getString(4)),
                        List.of((String[]) row.getArray(5).getArray()),
                        row.getTimestamp(6).toInstant(),
                        row.getTimestamp(7).toInstant()))
                .list();
    }

    /** The person takes one back; false when it is not theirs, or not in the tenant that is named. */
    @Transactional
    public boolean end(UUID accountId, @Nullable UUID tenantId, UUID grantId) {
        return jdbc.sql("""
                        update sessions set revoked_at = coalesce(revoked_at, :now),
                                            revoked_because = coalesce(revoked_because, 'by-owner')
                        where id = :id and account_id = :account and app_id is not null
                          and (:tenant::uuid is null or bound_to = :tenant)""")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", grantId)
                        .param("tenant", tenantId, Types.OTHER)
                        .param("account", accountId)
                        .update()
                == 1;
    }

    private Tokens tokens(Standing standing, Renewed session, AppId app, List<String> scopes) {
        List<String> allowed =
                scopes.stream().filter(standing.permissions()::contains).toList();
        AppAccessTokens.Minted minted = accessTokens.mint(
                standing.person().id(), standing.person().emailVerified(), session.sessionId(), app, allowed);
        return new Tokens(
                session.sessionId(),
                minted.token(),
                minted.issuedAt(),
                minted.expiresAt(),
                allowed,
                session.refreshToken().value());
    }
}
