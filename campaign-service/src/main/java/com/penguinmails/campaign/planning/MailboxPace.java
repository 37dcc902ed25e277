package com.penguinmails.campaign.planning;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What is known about a mailbox before slots are reserved on it.
 *
 * @param dailyLimit slots per UTC day
 * @param minGap shortest time between two slots; zero for an unpaced mailbox
 * @param nextFreeAt no slot before then
 * @param usedByDay slots already taken; a day that is absent has none
 */
record MailboxPace(
        UUID mailboxId, int dailyLimit, Duration minGap, Instant nextFreeAt, Map<LocalDate, Integer> usedByDay) {

    /** As if {@code count} slots of the day had never been taken. */
    MailboxPace givenBack(LocalDate day, int count) {
        var left = new HashMap<>(usedByDay);
        left.computeIfPresent(day, (same, used) -> Math.max(0, used - count));
        return new MailboxPace(mailboxId, dailyLimit, minGap, nextFreeAt, Map.copyOf(left));
    }
}
