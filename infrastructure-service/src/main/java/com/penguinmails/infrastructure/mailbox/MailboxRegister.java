package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.infrastructure.TenantRow;
import com.penguinmails.infrastructure.domain.DomainRegistry;
import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.web.Idempotent;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RequestBody;

/** The short transaction that stores a prepared mailbox. */
@Component
class MailboxRegister {

    private final Mailboxes mailboxes;
    private final DomainRegistry domains;
    private final AuditedActs acts;
    private final JdbcClient jdbc;
    private final Clock clock;

    MailboxRegister(Mailboxes mailboxes, DomainRegistry domains, AuditedActs acts, JdbcClient jdbc, Clock clock) {
        this.mailboxes = mailboxes;
        this.domains = domains;
        this.acts = acts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What an Idempotency-Key stands for. Without the passwords: the platform keeps a plain hash of it, and a hash of a password
     * is a password to somebody with time.
     */
    record Fingerprint(
            String address,
            String smtp,
            String smtpUsername,
            String imap,
            String imapUsername,
            int dailyLimit,
            int minGapSeconds,
            Optional<String> displayName) {

        static Fingerprint of(ConnectMailbox request) {
            return new Fingerprint(
                    request.address(),
                    request.smtp().host() + ":" + request.smtp().port(),
                    request.smtp().username(),
                    request.imap().host() + ":" + request.imap().port(),
                    request.imap().username(),
                    request.dailyLimitOrDefault(),
                    request.minGapSecondsOrDefault(),
                    Optional.ofNullable(request.displayName()));
        }
    }

    /**
     * Stores the mailbox and, when it is the first of its domain, the domain. It stands apart from the controller method because
     * the transaction of an idempotent request must not wait for mail servers.
     *
     * @param draft empty when the mailbox was there before; then only a repeated request gets an answer
     */
    @Idempotent
    @Transactional
    ResponseEntity<MailboxView> store(
            @RequestBody Fingerprint fingerprint, ConnectMailbox request, Optional<MailboxDraft> draft) {
        MailboxDraft ready = draft.orElseThrow(MailboxRegister::exists);
        one(ready.tenant());
        if (mailboxes.connected(ready.tenant().value(), ready.address().value())) {
            throw exists();
        }
        refuseBeyond(ready.maxMailboxes(), mailboxes.count(ready.tenant().value()));
        UUID domainId = domains.register(ready.tenant(), ready.domain());
        Mailbox mailbox = new Mailbox(
                TenantRow.of(ready.tenant(), ready.id()),
                domainId,
                ready.address().value(),
                ready.smtp(),
                ready.imap(),
                clock.instant());
        mailbox.rename(request.displayName());
        mailbox.limit(request.dailyLimitOrDefault(), request.minGapSecondsOrDefault());
        mailboxes.save(mailbox);
        acts.record("mailbox.connected", "mailbox", ready.id(), Map.of("domainId", domainId.toString()));
        return ResponseEntity.created(URI.create("/api/v1/mailboxes/" + ready.id()))
                .body(MailboxView.of(mailbox));
    }

    /** One connects at a time in a tenant, so that quota and domain are looked at and used by the same request. */
    private void one(TenantId tenant) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("mailboxes of " + tenant)
                .query((row, number) -> true)
                .single();
    }

    static void refuseBeyond(int maxMailboxes, long connected) {
        if (maxMailboxes >= 0 && connected >= maxMailboxes) {
            throw Refusal.conflict(
                    "mailbox-quota-exceeded",
                    "Your plan allows " + maxMailboxes
                            + " mailboxes, and all are in use. Remove one or take a larger plan.");
        }
    }

    private static Refusal exists() {
        return Refusal.conflict("mailbox-exists", "This mailbox is already connected.");
    }
}
