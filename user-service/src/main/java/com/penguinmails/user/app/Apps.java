package com.penguinmails.user.app;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.user.session.AppSessions;
import com.penguinmails.user.token.AppId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A tenant's apps: who manages keys for programs registers and revokes them. */
@Component
class Apps {

    private static final int MOST = 50;

    private final AppTable table;
    private final AppSessions sessions;
    private final AuditedActs audit;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    Apps(
            AppTable table,
            AppSessions sessions,
            AuditedActs audit,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Refuses with {@code scope-above-yours} or {@code too-many-apps}. */
    App register(CurrentUser user, String name, List<String> redirectUris, List<String> scopes) {
        checkScopes(user.permissions(), scopes);
        var app = new App(
                new AppId(user.tenant().value(), ids.next()),
                name,
                redirectUris.stream().distinct().toList(),
                scopes.stream().distinct().sorted().toList(),
                user.userId(),
                clock.instant());
        transaction.executeWithoutResult(status -> {
            if (table.countAlone() >= MOST) {
                throw Refusal.conflict("too-many-apps", "There are " + MOST + " apps already; revoke one first.");
            }
            table.add(app);
            audit.record("app.registered", "app", app.id().appId(), Map.of("scopes", String.join(" ", app.scopes())));
        });
        return app;
    }

    List<App> before(UUID id, int limit) {
        return transaction.execute(status -> table.before(id, limit));
    }

    App get(UUID id) {
        return transaction.execute(status -> table.find(id)).orElseThrow(() -> Refusal.notFound("app"));
    }

    /** Whoever asks, before anybody is known. */
    Optional<App> find(AppId id) {
        return TenantScope.call(
                new TenantId(id.tenantId()), () -> transaction.execute(status -> table.find(id.appId())));
    }

    /** Everything it was given ends at once. Refuses with {@code not-found}. */
    void revoke(AppId id) {
        transaction.executeWithoutResult(status -> {
            if (!table.revoke(id.appId(), clock.instant())) {
                throw Refusal.notFound("app");
            }
            sessions.endAllOf(id);
            audit.record("app.revoked", "app", id.appId());
        });
    }

    private static void checkScopes(Set<String> own, List<String> scopes) {
        List<Refusal.Item> above = scopes.stream()
                .filter(scope -> !own.contains(scope)
                        || !scope.matches("[a-z-]+:[a-z-]+")
                        || Permissions.FOR_PEOPLE_ONLY.contains(scope))
                .map(scope -> new Refusal.Item("scopes", scope + " is not yours to give to a program"))
                .toList();
        if (!above.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN, "scope-above-yours", "An app can have what you have yourself.", above);
        }
    }
}
