package com.penguinmails.user.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The passwords that are tried first by everybody who guesses: a list, and what people make of its entries to reach twelve
 * characters, by adding digits and signs or by saying it twice.
 */
@Component
@Order(0)
class CommonPasswords implements BreachedPasswords {

    private static final String LIST = "/passwords/common.txt";

    /** A word shorter than this, said again and again, is easy whatever it is. */
    private static final int SHORT_UNIT = 6;

    private final Set<String> list;

    CommonPasswords() {
        try (var in = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(LIST), LIST);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            list = lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public boolean contains(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return list.contains(lower)
                || list.contains(withoutDecoration(lower))
                || isRepetition(lower)
                || isStaircase(lower);
    }

    /** {@code !!monkey2026} is {@code monkey} to a guesser. */
    private static String withoutDecoration(String lower) {
        int start = 0;
        int end = lower.length();
        while (start < end && !Character.isLetter(lower.charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetter(lower.charAt(end - 1))) {
            end--;
        }
        return lower.substring(start, end);
    }

    private boolean isRepetition(String lower) {
        for (int unit = 1; unit <= lower.length() / 2; unit++) {
            if (lower.length() % unit == 0
                    && lower.equals(lower.substring(0, unit).repeat(lower.length() / unit))) {
                return unit < SHORT_UNIT || list.contains(lower.substring(0, unit));
            }
        }
        return false;
    }

    /** {@code abcdefghijkl}, {@code 987654321098}: every character one step from the last. */
    private static boolean isStaircase(String lower) {
        long steps = 0;
        for (int i = 1; i < lower.length(); i++) {
            if (Math.abs(lower.charAt(i) - lower.charAt(i - 1)) == 1) {
                steps++;
            }
        }
        return steps >= lower.length() - 2L;
    }
}
