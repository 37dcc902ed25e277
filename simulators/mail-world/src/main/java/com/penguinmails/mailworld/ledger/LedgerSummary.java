package com.penguinmails.mailworld.ledger;

import java.util.SortedMap;

/**
 * Counts over the attempts a filter selects; recipients, not transactions.
 *
 * @param attempts accepted mails and refusals at RCPT or DATA
 * @param uniqueMessages distinct pairs of Message-ID and recipient among the accepted
 * @param duplicates accepted mails whose pair had been accepted before
 * @param deferredAttempts refusals with 4xx
 * @param deferredThenAccepted accepted mails that had been refused with 4xx before
 * @param refusedPermanent refusals with 5xx, by three-digit code
 * @param refusedBeforeRecipient refusals at AUTH or MAIL (wrong password, no login); not part of attempts
 * @param missingUnsubscribeHeaders accepted mails without both fields of RFC 8058
 * @param unsubscribeHeadersUnsigned accepted mails that have both fields, but not under a passing DKIM signature
 * @param acceptedAfterUnsubscribe accepted mails whose transaction began after an unsubscribe of the same address, from a
 *     selected mail, had been answered with 2xx
 * @param reactionsPending reactions planned and not yet ended: zero means the figures are final
 * @param reactionsFailed reactions given up
 */
public record LedgerSummary(
        int attempts,
        int accepted,
        int uniqueMessages,
        int duplicates,
        int deferredAttempts,
        int deferredThenAccepted,
        SortedMap<String, Integer> refusedPermanent,
        int refusedBeforeRecipient,
        int opened,
        int clicked,
        int unsubscribed,
        int replied,
        int dsn,
        int dkimPass,
        int dkimFail,
        int dkimNone,
        int dkimError,
        int missingUnsubscribeHeaders,
        int unsubscribeHeadersUnsigned,
        int acceptedAfterUnsubscribe,
        int reactionsPending,
        int reactionsFailed) {}
