package com.penguinmails.infrastructure.mailbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as its tenant sees it; passwords never come back.
 *
 * @param status {@code connected}, {@code failing} or {@code disabled}
 */
record MailboxView(
        UUID id,
        String address,
        @Nullable String displayName,
        UUID domainId,
        Server smtp,
        Server imap,
        int dailyLimit,
        int minGapSeconds,
        String status,
        LastCheck lastCheck,
        Instant createdAt) {

    record Server(String host, int port, String security, String username) {

        private static Server of(ServerAccess access) {
            return new Server(access.host(), access.port(), access.security(), access.username());
        }
    }

    /** @param problem code of the first server that failed, such as {@code smtp-login-refused}; null when both let us in */
    record LastCheck(
            Instant at, @Nullable String problem, @Nullable String detail) {}

    static MailboxView of(Mailbox mailbox) {
        return new MailboxView(
                mailbox.id(),
                mailbox.address(),
                mailbox.displayName(),
                mailbox.domainId(),
                Server.of(mailbox.smtp()),
                Server.of(mailbox.imap()),
                mailbox.dailyLimit(),
                mailbox.minGapSeconds(),
                mailbox.status().text(),
                new LastCheck(mailbox.lastCheckAt(), mailbox.lastCheckProblem(), mailbox.lastCheckDetail()),
                mailbox.createdAt());
    }
}
