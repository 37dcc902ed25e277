package com.penguinmails.user.sso;

import com.penguinmails.contracts.tenant.FederatedMembers;
import com.penguinmails.contracts.tenant.FederatedMembers.Joiner;
import com.penguinmails.contracts.tenant.Memberships;
import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.user.account.Credentials;
import com.penguinmails.user.account.FederatedAccounts;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.sso.IdTokens.IdClaims;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who somebody is for whom a provider vouches.
 *
 * <p>It is believed about addresses of domains that its tenant has proved, and about no others: whoever owns a domain has the mailboxes in
 * it anyway. Once known, somebody is known by the provider's own id of them. What they get is a sign-in of this tenant, never the account.
 */
@Component
class VouchedPeople {

    private static final int LONGEST_NAME = 100;

    private final IdentityTable identities;
    private final DomainTable domains;
    private final FederatedAccounts accounts;
    private final Credentials credentials;
    private final Memberships memberships;
    private final FederatedMembers joining;
    private final AuditedActs audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    VouchedPeople(
            IdentityTable identities,
            DomainTable domains,
            FederatedAccounts accounts,
            Credentials credentials,
            Memberships memberships,
            FederatedMembers joining,
            AuditedActs audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.identities = identities;
        this.domains = domains;
        this.accounts = accounts;
        this.credentials = credentials;
        this.memberships = memberships;
        this.joining = joining;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    Optional<UUID> known(Connection connection, String subject) {
        return TenantScope.call(
                connection.tenant(),
                () -> transaction.execute(status -> identities.find(connection.issuer(), subject)));
    }

    /**
     * Refuses with {@code sso-email-not-accepted} an address that is not verified or of a foreign domain, and with {@code sso-no-membership} who is no
     * member where nobody joins by signing in.
     */
    Person person(Connection connection, IdClaims claims) {
        EmailAddress email = accepted(connection, claims);
        Optional<Person> known = known(connection, claims.subject()).flatMap(credentials::person);
        if (known.isPresent()) {
            belongs(connection, known.get().id());
            TenantScope.run(
                    connection.tenant(),
                    () -> transaction.executeWithoutResult(
                            status -> identities.used(connection.issuer(), claims.subject(), clock.instant())));
            return known.get();
        }
        Optional<UUID> member = connection.joinRole() == null
                ? credentials.person(email).map(Person::id).filter(id -> isMember(connection, id))
                : Optional.empty();
        // Nobody gets an account who could do nothing with it.
        if (connection.joinRole() == null && member.isEmpty()) {
            throw noMembership();
        }
        Person person = accounts.of(email, name(claims.name(), email));
        // Asked a moment ago, unless the address is another account's by now.
        if (!member.equals(Optional.of(person.id()))) {
            belongs(connection, person.id());
        }
        link(connection, claims.subject(), person);
        return person;
    }

    private EmailAddress accepted(Connection connection, IdClaims claims) {
        String text = claims.email();
        Optional<EmailAddress> email =
                text == null || !claims.emailVerified() ? Optional.empty() : EmailAddress.parse(text);
        return email.filter(address -> transaction
                        .execute(status -> domains.owner(address.domain()))
                        .filter(owner -> owner.tenant().equals(connection.tenant()))
                        .isPresent())
                .orElseThrow(
                        () -> new Refusal(
                                Refusal.Kind.FORBIDDEN,
                                "sso-email-not-accepted",
                                "The provider must give a verified address of one of the domains that your organisation has proved."));
    }

    private void belongs(Connection connection, UUID accountId) {
        if (isMember(connection, accountId)) {
            return;
        }
        String role = connection.joinRole();
        if (role == null) {
            throw noMembership();
        }
        joining.join(connection.tenant().value(), new Joiner(accountId, role));
    }

    private boolean isMember(Connection connection, UUID accountId) {
        return memberships.ofUser(accountId).stream()
                .anyMatch(membership ->
                        membership.tenantId().equals(connection.tenant().value()));
    }

    private void link(Connection connection, String subject, Person person) {
        boolean isNew = TenantScope.call(
                connection.tenant(),
                () -> transaction.execute(status -> {
                    boolean added = identities.add(connection.issuer(), subject, person.id(), clock.instant());
                    if (added) {
                        audit.record("sso-identity.linked", "user", person.id());
                    }
                    return added;
                }));
        if (isNew) {
            accounts.tellOfLink(person.id());
        }
    }

    private static Refusal noMembership() {
        return new Refusal(
                Refusal.Kind.FORBIDDEN,
                "sso-no-membership",
                "You are no member of this tenant yet; ask for an invitation.");
    }

    private static String name(@Nullable String given, EmailAddress email) {
        String cleaned = given == null
                ? ""
                : given.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", " ").strip();
        String name = cleaned.isEmpty() ? email.localPart() : cleaned;
        return name.length() <= LONGEST_NAME ? name : email.localPart();
    }
}
