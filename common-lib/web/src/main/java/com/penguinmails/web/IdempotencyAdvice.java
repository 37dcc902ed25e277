package com.penguinmails.web;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@link Idempotent} endpoints: looks the key up, or takes it, runs, and keeps the answer, all in one transaction. */
final class IdempotencyAdvice implements MethodInterceptor {

    static final String HEADER = "Idempotency-Key";

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final int MAX_KEY_LENGTH = 255;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    IdempotencyAdvice(JdbcClient jdbc, TransactionTemplate transaction, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return invocation.proceed();
        }
        HttpServletRequest request = attributes.getRequest();
        String key = request.getHeader(HEADER);
        if (key == null) {
            return invocation.proceed();
        }
        if (key.isBlank() || key.length() > MAX_KEY_LENGTH || !StorableText.isStorable(key)) {
            throw Refusal.invalid(HEADER, "must be 1 to " + MAX_KEY_LENGTH + " characters");
        }
        // A person without a tenant has keys of their own: the tenant column then holds the person's id.
        UUID owner = TenantScope.find().map(tenant -> tenant.value()).orElseGet(IdempotencyAdvice::person);
        return TenantScope.<@Nullable Object, Throwable>call(
                new com.penguinmails.kernel.TenantId(owner), () -> once(invocation, request, owner, key));
    }

    private @Nullable Object once(MethodInvocation invocation, HttpServletRequest request, UUID owner, String key)
            throws Throwable {
        String route = request.getMethod() + " " + request.getRequestURI();
        String hash = hash(invocation, route);
        try {
            return transaction.execute(status -> {
                if (!take(owner, route, key, hash)) {
                    return replay(owner, route, key, hash);
                }
                ResponseEntity<?> answer = answerOf(invocation);
                keep(owner, route, key, answer);
                return answer;
            });
        } catch (Thrown wrapped) {
            throw Objects.requireNonNull(wrapped.getCause());
        }
    }

    /** True when this request is the first with the key. A concurrent first one makes this wait until it is decided. */
    private boolean take(UUID owner, String route, String key, String hash) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("delete from idempotency_keys where tenant_id = ? and route = ? and key = ? and created_at < ?")
                .params(owner, route, key, Timestamp.from(clock.instant().minus(IdempotencyKeys.LIFE)))
                .update();
        return jdbc.sql("""
                        insert into idempotency_keys (tenant_id, route, key, request_hash, created_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""").params(owner, route, key, hash, now).update() == 1;
    }

    private ResponseEntity<JsonNode> replay(UUID owner, String route, String key, String hash) {
        record Kept(
                String requestHash,
                @Nullable Integer status,
                @Nullable String location,
                @Nullable String body) {}
        Optional<Kept> kept = jdbc.sql("""
                        select request_hash, status, location, body from idempotency_keys
                        where tenant_id = ? and route = ? and key = ?""")
                .params(owner, route, key)
                .query((row, number) ->
                        new Kept(row.getString(1), (Integer) row.getObject(2), row.getString(3), row.getString(4)))
                .optional();
        if (kept.isEmpty() || kept.get().status() == null) {
            throw Refusal.conflict(
                    "idempotency-key-in-use",
                    "A request with this Idempotency-Key is still running; try again shortly.");
        }
        if (!kept.get().requestHash().equals(hash)) {
            throw Refusal.conflict(
                    "idempotency-key-reused",
                    "This Idempotency-Key was used for another request; take a new key for each request.");
        }
        var response = ResponseEntity.status(Objects.requireNonNull(kept.get().status()))
                .header(REPLAYED, "true")
                .contentType(MediaType.APPLICATION_JSON);
        if (kept.get().location() != null) {
            response.header(HttpHeaders.LOCATION, kept.get().location());
        }
        return response.body(
                kept.get().body() == null ? null : json.readTree(kept.get().body()));
    }

    private void keep(UUID owner, String route, String key, ResponseEntity<?> answer) {
        Object body = answer.getBody();
        jdbc.sql("""
                        update idempotency_keys set status = :status, location = :location, body = :body
                        where tenant_id = :owner and route = :route and key = :key""")
                .param("status", answer.getStatusCode().value())
                .param("location", answer.getHeaders().getFirst(HttpHeaders.LOCATION))
                .param("body", body == null ? null : json.writeValueAsString(body))
                .param("owner", owner)
                .param("route", route)
                .param("key", key)
                .update();
    }

    private static ResponseEntity<?> answerOf(MethodInvocation invocation) {
        Object result;
        try {
            result = invocation.proceed();
        } catch (RuntimeException | Error asIs) {
            throw asIs;
        } catch (Throwable checked) {
            throw new Thrown(checked);
        }
        return (ResponseEntity<?>) Objects.requireNonNull(result);
    }

    private String hash(MethodInvocation invocation, String route) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(route.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            var parameters = invocation.getMethod().getParameters();
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i].isAnnotationPresent(RequestBody.class)) {
                    digest.update(json.writeValueAsBytes(invocation.getArguments()[i]));
                } else if (invocation.getArguments()[i] instanceof MultipartFile file) {
                    digest(file, digest);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void digest(MultipartFile file, MessageDigest digest) {
        try (var in = new DigestInputStream(file.getInputStream(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static UUID person() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        try {
            return UUID.fromString(authentication == null ? "" : authentication.getName());
        } catch (IllegalArgumentException nobody) {
            throw Refusal.invalid(HEADER, "is only understood on requests of a signed-in person");
        }
    }

    /** Carries a checked exception through the transaction template. */
    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown(Throwable cause) {
            super(cause);
        }
    }
}
