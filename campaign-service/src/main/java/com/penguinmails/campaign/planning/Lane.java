package com.penguinmails.campaign.planning;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** One mailbox while slots are being reserved on it: knows its next slot, takes it, knows the one after. */
final class Lane {

    /** The gap is stretched by up to this part, so that mails do not leave like clockwork. */
    private static final double MAX_JITTER = 0.3;

    private final UUID mailboxId;
    private final int dailyLimit;
    private final Duration minGap;
    private final Map<LocalDate, Integer> usedByDay;
    private Instant freeAt;
    private Instant next;

    /** @throws IllegalArgumentException when the mailbox may send nothing at all, since there is then no next slot */
    Lane(MailboxPace pace, Instant now) {
        if (pace.dailyLimit() < 1) {
            throw new IllegalArgumentException("a mailbox without a daily limit has no slots");
        }
        this.mailboxId = pace.mailboxId();
        this.dailyLimit = pace.dailyLimit();
        this.minGap = pace.minGap();
        this.usedByDay = new HashMap<>(pace.usedByDay());
        this.freeAt = pace.nextFreeAt();
        this.next = withinLimit(later(now, freeAt));
    }

    UUID mailboxId() {
        return mailboxId;
    }

    /** The earliest moment that gap and daily limit allow. */
    Instant next() {
        return next;
    }

    /** The earliest moment that the gap alone allows: the day may be full, and have room again when slots are given back. */
    Instant freeAt() {
        return freeAt;
    }

    LocalDate day() {
        return dayOf(next);
    }

    /** Slots taken on the day of the next one. */
    int usedThatDay() {
        return usedByDay.getOrDefault(day(), 0);
    }

    Map<LocalDate, Integer> usedByDay() {
        return usedByDay;
    }

    /** Takes the next slot. */
    Instant take(RandomGenerator random) {
        Instant slot = next;
        usedByDay.merge(dayOf(slot), 1, Integer::sum);
        long gap = minGap.toMillis();
        long jitter = (long) (gap * MAX_JITTER * random.nextDouble());
        freeAt = slot.plusMillis(gap + jitter);
        next = withinLimit(freeAt);
        return slot;
    }

    private Instant withinLimit(Instant moment) {
        Instant candidate = moment;
        while (usedByDay.getOrDefault(dayOf(candidate), 0) >= dailyLimit) {
            candidate =
                    dayOf(candidate).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return candidate;
    }

    private static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
