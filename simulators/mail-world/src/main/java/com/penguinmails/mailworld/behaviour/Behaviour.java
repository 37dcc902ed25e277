package com.penguinmails.mailworld.behaviour;

import java.util.Locale;
import java.util.Optional;

/**
 * Everything a recipient can do besides taking the mail. The word is written into the local part of the address, see
 * {@link Behaviours#of}; the order of the constants is the order in which the rules are asked.
 */
public enum Behaviour {
    /** Answers RCPT with 421 and hangs up, once for each pair of sender and recipient. */
    DROP421("drop421"),
    /** 451 4.7.1 to the first N tries of a pair (default 1, {@code defer2} is two), then accepts. */
    DEFER("defer"),
    /** 451 4.7.1 until {@link Knobs#greylistDelay} has passed since the first try of the pair. */
    GREYLIST("greylist"),
    /** 550 5.1.1 user unknown at RCPT, for ever. */
    BOUNCE("bounce"),
    /** Mailbox full at RCPT: {@code full} or {@code full552} answers 552 5.2.2, {@code full452} answers 452 4.2.2. */
    FULL("full"),
    /** 554 5.7.1 refused by policy, after the end of DATA. */
    BLOCKED("blocked"),
    /** Accepts, but lets the answer to DATA wait for {@link Knobs#slowDelay}. */
    SLOW("slow"),
    /** Loads the images that sit on the platform. */
    OPEN("open"),
    /** Opens, then follows the first link on the platform that is not an unsubscribe link. */
    CLICK("click"),
    /** One-click unsubscribe (RFC 8058). */
    UNSUB("unsub"),
    /** Answers the mail; the answer arrives in the sender's mailbox. */
    REPLY("reply"),
    /** Accepts, and reports the mail undeliverable later (RFC 3464) to the return path. */
    DSN("dsn");

    private final String word;

    Behaviour(String word) {
        this.word = word;
    }

    /** The word in the address, lower case. */
    public String word() {
        return word;
    }

    static Optional<Behaviour> of(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        for (Behaviour behaviour : values()) {
            if (behaviour.word.equals(wanted)) {
                return Optional.of(behaviour);
            }
        }
        return Optional.empty();
    }
}
