package com.penguinmails.contracts.infrastructure;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** The mailboxes of the tenant in scope, as planner and worker need them. */
public interface SendingMailboxes {

    /** Every mailbox of the tenant in scope, connected or not, oldest first. */
    @GetExchange("/internal/mailboxes")
    List<SendingMailbox> mailboxes();

    /** Refuses with {@code not-found}; the answer holds secrets, is never logged and is cached at most five minutes. */
    @GetExchange("/internal/mailboxes/{mailboxId}/credentials")
    MailboxCredentials credentials(@PathVariable UUID mailboxId);

    /**
     * @param status {@code connected}, {@code failing} or {@code disabled}; only connected ones send
     * @param dailyLimit mails per day, counted in UTC days
     * @param minGapMillis shortest time between two mails of this mailbox, 0 for none
     */
    record SendingMailbox(
            UUID id,
            String address,
            @Nullable String displayName,
            String domain,
            String status,
            int dailyLimit,
            int minGapMillis) {}

    /**
     * @param security {@code none} (loopback and tests only), {@code starttls} or {@code tls}
     * @param maxConnections how many SMTP connections one worker may keep open to this mailbox
     * @param dkim null when the domain has no key yet
     */
    record MailboxCredentials(
            UUID id,
            String address,
            String host,
            int port,
            String security,
            String username,
            String password,
            int maxConnections,
            @Nullable DkimKey dkim) {

        @Override
        public String toString() {
            return "MailboxCredentials[" + id + "]";
        }
    }

    /** @param privateKey PKCS#8 DER of an RSA-2048 key, base64 */
    record DkimKey(String domain, String selector, String privateKey) {

        @Override
        public String toString() {
            return "DkimKey[" + selector + "._domainkey." + domain + "]";
        }
    }
}
