package com.penguinmails.campaign.planning;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
        UUID mailboxId, int dailyLimit, Duration minGap, Instant nextFreeAt, Map<LocalDate, Integer> usedByDay) {}
