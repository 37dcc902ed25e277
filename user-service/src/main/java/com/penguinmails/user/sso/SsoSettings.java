package com.penguinmails.user.sso;

import com.penguinmails.crypto.TenantCipher;
import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.CurrentUser;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** An owner says who vouches for the people of a tenant. */
@Component
class SsoSettings {

    private final ConnectionTable table;
    private final DomainTable domains;
    private final Providers providers;
    private final TenantCipher cipher;
    private final AuditedActs audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final SsoProperties properties;
    private final Clock clock;

    SsoSettings(
            ConnectionTable table,
            DomainTable domains,
            Providers providers,
            TenantCipher cipher,
            AuditedActs audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            SsoProperties properties,
            Clock clock) {
        this.table = table;
        this.domains = domains;
        this.providers = providers;
        this.cipher = cipher;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param clientSecret null keeps the one there is */
    record Wanted(
            String issuer,
            String clientId,
            @Nullable String clientSecret,
            boolean enforced,
            @Nullable String joinRole) {

        @Override
        public String toString() {
            return "Wanted[]";
        }
    }

    Optional<Connection> current() {
        return transaction.execute(status -> table.find());
    }

    /**
     * Refuses with {@code invalid-request} an issuer that may not be called or cannot be worked with, and a first secret that is missing; with
     * {@code sso-domain-needed} to enforce before any domain is proved.
     */
    Connection set(CurrentUser user, Wanted wanted) {
        checkIssuer(wanted.issuer());
        TenantId tenant = user.tenant();
        String secret = wanted.clientSecret();
        String sealed = secret == null ? null : cipher.encrypt(tenant, secret, Connection.PLACE);
        return transaction.execute(status -> {
            table.lock();
            Optional<Connection> before = table.find();
            if (wanted.enforced() && !domains.isAnyProved(tenant)) {
                throw Refusal.conflict(
                        "sso-domain-needed", "Prove a domain first: without one the provider can let nobody in.");
            }
            boolean same = before.filter(known -> known.issuer().equals(wanted.issuer())
                            && known.clientId().equals(wanted.clientId()))
                    .isPresent();
            // A secret is never shown to another provider than the one it was set for.
            String kept = sealed != null
                    ? sealed
                    : before.filter(known -> same)
                            .map(Connection::sealedSecret)
                            .orElseThrow(
                                    () -> Refusal.invalid("clientSecret", "is needed for a new issuer or client id"));
            var connection = new Connection(
                    tenant, wanted.issuer(), wanted.clientId(), kept, wanted.enforced(), wanted.joinRole());
            table.put(connection, user.userId(), clock.instant());
            if (!same) {
                // Whom the former one vouched for has to come again.
                events.publishEvent(new ProviderRemoved(tenant));
            }
            audit.record(
                    "sso.configured",
                    "tenant",
                    tenant.value(),
                    Map.of(
                            "issuer", wanted.issuer(),
                            "enforced", Boolean.toString(wanted.enforced()),
                            "joinRole", String.valueOf(wanted.joinRole())));
            return connection;
        });
    }

    /** Refuses with {@code not-found}. */
    void remove(CurrentUser user) {
        transaction.executeWithoutResult(status -> {
            if (!table.delete()) {
                throw Refusal.notFound("identity provider");
            }
            events.publishEvent(new ProviderRemoved(user.tenant()));
            audit.record("sso.removed", "tenant", user.tenant().value());
        });
    }

    private void checkIssuer(String issuer) {
        if (GuardedAddress.parse(issuer, properties.loopbackAllowed())
                .filter(uri -> uri.getRawQuery() == null)
                .isEmpty()) {
            throw Refusal.invalid("issuer", "must be an https address without port, query and fragment");
        }
        try {
            providers.lookUp(issuer);
        } catch (Refusal trouble) {
            if (!trouble.code().equals(ProviderTrouble.UNAVAILABLE)) {
                throw trouble;
            }
            throw Refusal.invalid(
                    "issuer",
                    "does not answer with its own document at /.well-known/openid-configuration, or names addresses that may not be called");
        }
    }
}
