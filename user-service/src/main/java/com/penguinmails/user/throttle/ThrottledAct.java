package com.penguinmails.user.throttle;

import java.time.Duration;

/** What is slowed down, and how. */
public enum ThrottledAct {

    /** Signing in: after five failures wait a second, then two, then four, up to a quarter of an hour. */
    LOGIN("login", 5, Duration.ofSeconds(1), Duration.ofMinutes(15)),

    /** Sending a mail to an address because somebody typed it in: three, then a minute's wait that doubles up to an hour. */
    MAIL("mail", 3, Duration.ofMinutes(1), Duration.ofHours(1)),

    /** Asking for a new password; apart from other mails, so that nobody's way back can be blocked by them. */
    RESET("reset", 3, Duration.ofMinutes(1), Duration.ofHours(1)),

    /** A code of a second factor, for somebody who knows the password: of a million codes one is right. */
    SECOND_FACTOR("second-factor", 5, Duration.ofSeconds(1), Duration.ofMinutes(15));

    private final String key;
    private final int free;
    private final Duration first;
    private final Duration longest;

    ThrottledAct(String key, int free, Duration first, Duration longest) {
        this.key = key;
        this.free = free;
        this.first = first;
        this.longest = longest;
    }

    String key() {
        return key;
    }

    /** How long nothing may be tried after the given number of tries. */
    Duration waitAfter(int tries) {
        if (tries < free) {
            return Duration.ZERO;
        }
        int doublings = Math.min(tries - free, 30);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
