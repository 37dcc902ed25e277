package com.penguinmails.user.app;

import com.penguinmails.crypto.Secret;
import com.penguinmails.user.token.AppId;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What apps asked for, from the authorization endpoint until a person decides. Any replica can answer, and no HTTP session is needed. */
@Repository
class AppRequests {

    static final Duration LIFE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AppRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param codeChallenge of the method S256, which is the only one there is here */
    record AppRequest(
            AppId app,
            String redirectUri,
            List<String> scopes,
            @Nullable String state,
            String codeChallenge) {}

    /** @param expiresAt until when it can be decided */
    record Waiting(AppRequest request, Instant expiresAt) {}

    @Transactional
    public String add(AppRequest request) {
        Secret handle = Secret.random(random);
        jdbc.sql("""
                        insert into app_requests (request_hash, tenant_id, app_id, redirect_uri, scopes, state, code_challenge, expires_at)
                        values (:hash, :tenant, :app, :redirect, :scopes, :state, :challenge, :ends)""")
                .param("hash", handle.digest())
                .param("tenant", request.app().tenantId())
                .param("app", request.app().appId())
                .param("redirect", request.redirectUri())
                .param("scopes", request.scopes().toArray(String[]::new))
                .param("state", request.state(), Types.VARCHAR)
                .param("challenge", request.codeChallenge())
                .param("ends", Timestamp.from(clock.instant().plus(LIFE)))
                .update();
        return handle.value();
    }

    @Transactional(readOnly = true)
    public Optional<Waiting> find(String handle) {
        return query(
                "select tenant_id, app_id, redirect_uri, scopes, state, code_challenge, expires_at from app_requests"
                        + " where request_hash = :hash and expires_at > :now",
                handle);
    }

    /** Full for exactly one caller. */
    @Transactional
    public Optional<AppRequest> take(String handle) {
        return query(
                        "delete from app_requests where request_hash = :hash and expires_at > :now"
                                + " returning tenant_id, app_id, redirect_uri, scopes, state, code_challenge, expires_at",
                        handle)
                .map(Waiting::request);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT18M")
    @Transactional
    public void deleteOver() {
        jdbc.sql("delete from app_requests where expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private Optional<Waiting> query(String sql, String handle) {
        return jdbc.sql(sql)
                .param("hash", new Secret(handle).digest())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new Waiting(
                        new AppRequest(
                                new AppId(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                                row.getString(3),
                                List.of((String[]) row.getArray(4).getArray()),
                                row.getString(5),
                                row.getString(6)),
                        row.getTimestamp(7).toInstant()))
                .optional();
    }
}
