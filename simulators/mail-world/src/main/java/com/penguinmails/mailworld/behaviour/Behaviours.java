package com.penguinmails.mailworld.behaviour;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The behaviours one address asks for, each with its number (0 when none was given). Empty means: accept. */
public final class Behaviours {
    private static final Behaviours ACCEPT = new Behaviours(new EnumMap<>(Behaviour.class));
    private static final Pattern NUMBERED = Pattern.compile("([a-z]+)([0-9]{1,3})");

    private final Map<Behaviour, Integer> numbers;

    private Behaviours(Map<Behaviour, Integer> numbers) {
        this.numbers = numbers;
    }

    /** Accept and do nothing more. */
    public static Behaviours accept() {
        return ACCEPT;
    }

    /**
     * Reads the behaviours from an address. Words are joined by {@code -} and stand before the first dot
     * ({@code defer2-click.maria@example.com}), in the plus tag ({@code maria+defer2-click@example.com}), or are the whole
     * local part ({@code bounce@example.com}). One word that is no behaviour makes the whole part a name.
     */
    public static Behaviours of(String address) {
        int at = address.lastIndexOf('@');
        String local = (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
        int plus = local.indexOf('+');
        String base = plus < 0 ? local : local.substring(0, plus);
        String tag = plus < 0 ? "" : local.substring(plus + 1);
        int dot = base.indexOf('.');
        String prefix = dot < 0 ? base : base.substring(0, dot);
        return parse(tag).or(() -> parse(prefix)).orElse(ACCEPT);
    }

    public boolean has(Behaviour behaviour) {
        return numbers.containsKey(behaviour);
    }

    /** The number written behind the word, or 0. */
    public int number(Behaviour behaviour) {
        return numbers.getOrDefault(behaviour, 0);
    }

    public boolean isEmpty() {
        return numbers.isEmpty();
    }

    @Override
    public String toString() {
        return numbers.toString();
    }

    private static Optional<Behaviours> parse(String words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Map<Behaviour, Integer> found = new EnumMap<>(Behaviour.class);
        for (String word : words.split("-", -1)) {
            Optional<Behaviour> plain = Behaviour.of(word);
            if (plain.isPresent()) {
                found.put(plain.get(), 0);
                continue;
            }
            Matcher numbered = NUMBERED.matcher(word);
            if (!numbered.matches()) {
                return Optional.empty();
            }
            Optional<Behaviour> behaviour = Behaviour.of(numbered.group(1));
            OptionalInt number =
                    behaviour.isEmpty() ? OptionalInt.empty() : allowed(behaviour.get(), numbered.group(2));
            if (number.isEmpty()) {
                return Optional.empty();
            }
            found.put(behaviour.orElseThrow(), number.getAsInt());
        }
        return Optional.of(new Behaviours(found));
    }

    private static OptionalInt allowed(Behaviour behaviour, String digits) {
        int number = Integer.parseInt(digits);
        boolean fits = switch (behaviour) {
            case DEFER -> number >= 1;
            case FULL -> number == 452 || number == 552;
            case DROP421, GREYLIST, BOUNCE, BLOCKED, SLOW, OPEN, CLICK, UNSUB, REPLY, DSN -> false;
        };
        return fits ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
