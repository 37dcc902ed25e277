package com.penguinmails.user.token;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * When and how a person last proved who they are.
 *
 * @param methods values of RFC 8176: {@code pwd}, {@code otp}, {@code pop} (a passkey), {@code mfa}, {@code fed} (another provider)
 */
public record Proof(Instant at, List<String> methods) {

    public static final String PASSWORD = "pwd";
    public static final String ONE_TIME_CODE = "otp";
    public static final String PASSKEY = "pop";
    public static final String SEVERAL_FACTORS = "mfa";
    public static final String FEDERATED = "fed";

    public Proof {
        methods = List.copyOf(methods);
    }

    public static Proof by(Instant at, String... methods) {
        SequencedSet<String> sorted = new TreeSet<>(Arrays.asList(methods));
        return new Proof(at, List.copyOf(sorted));
    }

    /** The same with more methods. */
    public Proof and(String... more) {
        var all = new TreeSet<>(methods);
        all.addAll(Arrays.asList(more));
        return new Proof(at, List.copyOf(all));
    }

    /** As the database keeps the methods. */
    public String text() {
        return String.join(" ", methods);
    }

    /** Reads {@link #text}. */
    public static Proof of(Instant at, String text) {
        return new Proof(at, List.of(text.split(" ")));
    }
}
