package com.penguinmails.user.account;

import com.penguinmails.contracts.tenant.Memberships;
import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.tenant.PlatformStaff;
import com.penguinmails.contracts.user.AccountEvents;
import com.penguinmails.contracts.user.AccountEvents.AccountClosed;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Closes the account of somebody who knows its password; all sign-ins end, and memberships with them. There is no way back. */
@Component
class AccountClosing {

    /** Longer than any access token lives, so that each of them is turned away. */
    static final Duration ROW_KEPT = Duration.ofDays(1);

    private final Credentials credentials;
    private final Accounts accounts;
    private final Memberships memberships;
    private final PlatformStaff staff;
    private final CurrentPassword passwords;
    private final JobQueue jobs;
    private final PersonScope scope;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    AccountClosing(
            Credentials credentials,
            Accounts accounts,
            Memberships memberships,
            PlatformStaff staff,
            CurrentPassword passwords,
            JobQueue jobs,
            PersonScope scope,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.credentials = credentials;
        this.accounts = accounts;
        this.memberships = memberships;
        this.staff = staff;
        this.passwords = passwords;
        this.jobs = jobs;
        this.scope = scope;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Refuses with {@code owns-a-tenant} who could leave one without an owner, with {@code operator-account} who runs the platform, and with
     * {@code password-wrong} or {@code too-many-attempts}.
     */
    void close(UUID accountId, String password) {
        Person person = credentials.person(accountId).orElseThrow(() -> Refusal.notFound("account"));
        passwords.prove(person, password);
        checkFree(accountId);
        scope.inTransaction(accountId, () -> {
            if (accounts.locked(accountId).isEmpty()) {
                throw Refusal.notFound("account");
            }
            accounts.close(accountId);
            events.publishEvent(CredentialsReplaced.everywhere(accountId));
            jobs.enqueue(NewJob.of(
                    AccountEvents.CLOSED_FOR_TENANT, new AccountClosed(ids.next(), accountId, clock.instant())));
            jobs.enqueue(AccountMail.job(accountId, AccountLetter.ACCOUNT_CLOSED));
            return accountId;
        });
    }

    private void checkFree(UUID accountId) {
        List<Refusal.Item> owned = memberships.ofUser(accountId).stream()
                .filter(membership -> membership.permissions().contains(Permissions.TENANT_TRANSFER))
                .map(membership -> new Refusal.Item(membership.tenantId().toString(), membership.tenantName()))
                .toList();
        if (!owned.isEmpty()) {
            throw Refusal.conflict(
                    "owns-a-tenant", "Hand the tenants you own over, or close them, before your account.", owned);
        }
        if (staff.ofUser(accountId).role() != null) {
            throw Refusal.conflict(
                    "operator-account", "This account runs the platform; have another operator dismiss you first.");
        }
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT21M")
    @Transactional
    public void deleteClosed() {
        accounts.deleteClosedBefore(clock.instant().minus(ROW_KEPT));
    }
}
