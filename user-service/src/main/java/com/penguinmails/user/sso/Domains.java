package com.penguinmails.user.sso;

import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.user.sso.DomainTable.Domain;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whose addresses a tenant's provider may speak for: those of a domain whose owner has published the tenant's proof in the DNS. A domain
 * belongs to one tenant; another one gets it when its proof is there and the former one's is not.
 */
@Component
class Domains {

    private static final int MOST = 20;
    private static final int PROOF_BYTES = 16;
    private static final String VALUE = "penguinmails-domain=";

    private static final Pattern NAME =
            Pattern.compile("(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    private final DomainTable table;
    private final ConnectionTable connections;
    private final TxtRecords records;
    private final AuditedActs audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Domains(
            DomainTable table,
            ConnectionTable connections,
            TxtRecords records,
            AuditedActs audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.connections = connections;
        this.records = records;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Where the proof is published. */
    static String recordName(String domain) {
        return "_penguinmails." + domain;
    }

    static String recordValue(String proof) {
        return VALUE + proof;
    }

    List<Domain> all() {
        return transaction.execute(status -> table.all());
    }

    /** Refuses with {@code invalid-request} or {@code too-many-domains}; one that is there already is answered again. */
    Domain add(CurrentUser user, String name) {
        if (!NAME.matcher(name).matches()) {
            throw Refusal.invalid(
                    "domain", "must be a domain in lower case such as example.com, with other letters as xn--");
        }
        byte[] proof = new byte[PROOF_BYTES];
        random.nextBytes(proof);
        return transaction.execute(status -> {
            Optional<Domain> known = table.find(name);
            if (known.isPresent()) {
                return known.get();
            }
            if (table.all().size() >= MOST) {
                throw Refusal.conflict("too-many-domains", "There are " + MOST + " domains already; remove one first.");
            }
            table.add(name, HexFormat.of().formatHex(proof), clock.instant());
            audit.record("sso-domain.added", "tenant", user.tenant().value(), Map.of("domain", name));
            return table.find(name).orElseThrow();
        });
    }

    /**
     * Looks for the proof. Refuses with {@code not-found}, {@code domain-not-proved}, {@code domain-of-another-tenant} or
     * {@code dns-unavailable}.
     */
    Domain prove(CurrentUser user, String name) {
        TenantId tenant = user.tenant();
        Domain asked = transaction.execute(status -> table.find(name)).orElseThrow(() -> Refusal.notFound("domain"));
        Set<String> published = records.at(recordName(name));
        if (!published.contains(recordValue(asked.proof()))) {
            throw Refusal.conflict(
                    "domain-not-proved",
                    "There is no TXT record at " + recordName(name) + " with the value " + recordValue(asked.proof())
                            + " yet; it may take a while to be seen.");
        }
        return transaction.execute(status -> {
            table.lock(name);
            Domain domain = table.find(name).orElseThrow(() -> Refusal.notFound("domain"));
            table.owner(name)
                    .filter(owner -> !owner.tenant().equals(tenant) && published.contains(recordValue(owner.proof())))
                    .ifPresent(owner -> {
                        throw Refusal.conflict(
                                "domain-of-another-tenant",
                                "Another tenant has proved this domain, and its record is still there; remove that one first.");
                    });
            table.proved(tenant, name, domain.proof(), clock.instant());
            if (!domain.proved()) {
                audit.record("sso-domain.proved", "tenant", tenant.value(), Map.of("domain", name));
            }
            return table.find(name).orElseThrow();
        });
    }

    /** Refuses with {@code not-found}; with {@code sso-domain-needed} the last proved one while single sign-on is enforced. */
    void remove(CurrentUser user, String name) {
        transaction.executeWithoutResult(status -> {
            connections.lock();
            table.lock(name);
            Domain domain = table.find(name).orElseThrow(() -> Refusal.notFound("domain"));
            table.delete(name);
            if (domain.proved() && connections.isEnforced() && !table.isAnyProved(user.tenant())) {
                throw Refusal.conflict(
                        "sso-domain-needed",
                        "Members get in by this domain alone: prove another one first, or let them sign in by themselves.");
            }
            audit.record("sso-domain.removed", "tenant", user.tenant().value(), Map.of("domain", name));
        });
    }
}
