package com.penguinmails.kernel;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 random bits.
 *
 * <p>They sort by creation time, so they index like a sequence, and yet tell a stranger nothing about volume.
 */
public final class Ids {

    private final Clock clock;
    private final RandomGenerator random;

    /** Ids that take their time from {@code clock} and their random bits from the operating system. */
    public Ids(Clock clock) {
        this(clock, new SecureRandom());
    }

    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        return at(clock.instant(), random.nextLong(), random.nextLong());
    }

    /** The smallest version-7 id of {@code instant}: the lower bound of a range of ids that is a range of times. */
    public static UUID lowerBound(Instant instant) {
        return at(instant, 0, 0);
    }

    /** The millisecond in which a version-7 id was made. */
    public static Instant instantOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    private static UUID at(Instant instant, long randomA, long randomB) {
        long high = (instant.toEpochMilli() << 16) | 0x7000L | (randomA & 0x0FFFL);
        long low = (randomB & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
