package com.penguinmails.tenant.apikey;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.membership.Standing;
import com.penguinmails.tenant.membership.Standings;
import com.penguinmails.tenant.quota.Quota;
import com.penguinmails.tenant.quota.Quotas;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Members make keys that act for them, rotate and revoke them. */
@Component
class ApiKeyList {

    private final ApiKeyTable table;
    private final Standings standings;
    private final Quotas quotas;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeyList(ApiKeyTable table, Standings standings, Quotas quotas, AuditLog audit, Ids ids, Clock clock) {
        this.table = table;
        this.standings = standings;
        this.quotas = quotas;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** A key and, this once, all of its text. */
    record Made(ApiKey key, KeyText text) {}

    @Transactional(readOnly = true)
    public List<ApiKey> list(UUID before, int limit) {
        return table.list(before, limit);
    }

    @Transactional(readOnly = true)
    public ApiKey get(UUID id) {
        return find(id);
    }

    /**
     * Refuses with {@code permission-required}, {@code scope-above-yours}, {@code tenant-quota-exceeded}, or {@code api-key-made-already} when
     * the same request was carried out before: its text was shown then and is not known any more.
     *
     * @param requestKey the caller's {@code Idempotency-Key}
     */
    @Transactional
    public Made create(
            UUID actor,
            String name,
            Collection<String> scopes,
            List<String> ranges,
            Duration life,
            @Nullable String requestKey) {
        standings.lock();
        Standing own = standings.require(actor, Permissions.API_KEY_MANAGE);
        checkNew(requestKey);
        var wanted = new TreeSet<>(scopes);
        checkMayGive(own, wanted);
        Made made = make(actor, name, List.copyOf(wanted), ranges, life, requestKey);
        record(
                actor,
                "api-key.created",
                made.key().id(),
                Map.of("prefix", made.key().prefix(), "scopes", cut(String.join(" ", wanted))));
        return made;
    }

    /**
     * A new key like the old one, for the same member; the old one works for {@code grace} more, at most as long as it would have.
     *
     * <p>Refuses as {@link #create} does, with {@code not-found}, {@code api-key-not-working}, and somebody else's key with
     * {@code scope-above-yours} when it may do more than the caller.
     */
    @Transactional
    public Made rotate(UUID actor, UUID id, Duration grace, Duration life, @Nullable String requestKey) {
        standings.lock();
        Standing own = standings.require(actor, Permissions.API_KEY_MANAGE);
        checkNew(requestKey);
        ApiKey old = find(id);
        Instant now = clock.instant();
        if (!old.worksAt(now) || old.replacedBy() != null) {
            throw Refusal.conflict("api-key-not-working", "This key is revoked, expired or replaced; make a new one.");
        }
        // The new key's text is shown to the caller, who must not get more with it than they have.
        checkMayGive(own, old.scopes());
        Made made = make(actor, old.name(), old.scopes(), old.allowedRanges(), life, requestKey);
        Instant end = now.plus(grace);
        table.replace(id, made.key().id(), end.isBefore(old.expiresAt()) ? end : old.expiresAt());
        record(
                actor,
                "api-key.rotated",
                id,
                Map.of("replacedBy", made.key().id().toString(), "graceMinutes", Long.toString(grace.toMinutes())));
        return made;
    }

    /** Does nothing to a key that is revoked already. Refuses with {@code permission-required}. */
    @Transactional
    public void revoke(UUID actor, UUID id) {
        standings.lock();
        standings.require(actor, Permissions.API_KEY_MANAGE);
        ApiKey key = find(id);
        if (key.revokedAt() == null) {
            table.revoke(id, clock.instant());
            record(actor, "api-key.revoked", id, Map.of("prefix", key.prefix()));
        }
    }

    private Made make(
            UUID actor,
            String name,
            List<String> scopes,
            List<String> ranges,
            Duration life,
            @Nullable String requestKey) {
        Instant now = clock.instant();
        quotas.requireRoom(Quota.API_KEYS);
        KeyText text = KeyText.make(random);
        var key = new ApiKey(
                ids.next(), name, text.prefix(), scopes, ranges, actor, now, now.plus(life), null, null, null);
        table.insert(key, text.hash(), requestKey);
        return new Made(key, text);
    }

    private void checkNew(@Nullable String requestKey) {
        if (requestKey != null) {
            table.madeBy(requestKey).ifPresent(id -> {
                throw Refusal.conflict(
                        "api-key-made-already",
                        "This request made the key " + id
                                + " before. Keys are shown once: rotate it to see a new one.");
            });
        }
    }

    private static void checkMayGive(Standing own, Collection<String> scopes) {
        List<String> not = scopes.stream()
                .filter(scope -> !own.permissions().contains(scope) || Scopes.FOR_PEOPLE_ONLY.contains(scope))
                .toList();
        if (!not.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "scope-above-yours",
                    "A key can have what you have yourself, except managing people, keys, security and billing.",
                    not.stream()
                            .map(scope -> new Refusal.Item("scopes", cut(scope) + " cannot be given"))
                            .toList());
        }
    }

    private ApiKey find(UUID id) {
        return table.find(id).orElseThrow(() -> Refusal.notFound("API key"));
    }

    private void record(UUID actor, String action, UUID id, Map<String, String> details) {
        audit.record(new AuditAct(Actor.user(actor), action, "api-key", id.toString(), details));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 500));
    }
}
