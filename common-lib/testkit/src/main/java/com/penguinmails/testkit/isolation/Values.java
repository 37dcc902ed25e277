package com.penguinmails.testkit.isolation;

import com.penguinmails.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Guesses values for a column: by its type, and by the texts and numbers that its check constraints mention. Whether a guess is right is decided by
 * PostgreSQL.
 */
final class Values {

    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'::(?:text|bpchar|character varying)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}");
    private static final int LONGEST = 300;
    private static final List<Integer> SMALL = List.of(0, 0, 1, 1, 2, 3);
    private static final List<String> ODD = List.of("O'Brien", "Łukasz \uD83D\uDC27 %_", "a\\b", "null", "--");

    private final Random random;
    private final Instant now;
    private final Ids ids;

    Values(Random random, Clock clock) {
        this.random = random;
        this.now = clock.instant();
        // Tables cut into days by the time in their ids take today's.
        this.ids = new Ids(clock, random);
    }

    String id() {
        return ids.next().toString();
    }

    /** @throws IllegalArgumentException when nothing is known of the type */
    @Nullable
    String guess(Column column, List<Check> checks) {
        if (!column.required() && random.nextInt(100) < 40) {
            return null;
        }
        if (!column.labels().isEmpty()) {
            return any(column.labels());
        }
        if (!column.element().isEmpty()) {
            return IntStream.range(0, random.nextInt(4))
                    .mapToObj(each -> "\"" + word(1 + random.nextInt(6)) + "\"")
                    .map(each -> column.element().equals("text") ? each : one(column, column.element(), checks))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return one(column, column.type(), checks);
    }

    private String one(Column column, String type, List<Check> checks) {
        String plain = type.replaceAll("\\(.*?\\)", "").toLowerCase(Locale.ROOT);
        var numbers = numbers(checks);
        return switch (plain) {
            case "uuid" -> id();
            case "text", "character varying", "character", "citext" -> text(checks, numbers);
            case "boolean" -> String.valueOf(random.nextBoolean());
            case "smallint", "integer", "bigint" -> String.valueOf(number(plain, numbers));
            case "numeric", "real", "double precision" -> number(plain, numbers) + "." + random.nextInt(10);
            case "timestamp with time zone", "timestamp without time zone" ->
                now.plusSeconds(60L * (random.nextInt(240) - 120)).toString();
            case "date" ->
                LocalDate.ofInstant(now, ZoneOffset.UTC)
                        .plusDays(random.nextInt(5) - 2L)
                        .toString();
            case "time without time zone" -> "12:%02d:00".formatted(random.nextInt(60));
            case "interval" -> random.nextInt(1000) + " seconds";
            case "bytea" -> bytes(numbers);
            case "json", "jsonb" -> any(List.of("{}", "{\"a\": \"ü\"}", "[]", "[1, 2]", "\"x\"", "1"));
            case "inet" -> "10.0.0." + random.nextInt(256);
            case "cidr" -> "10.0." + random.nextInt(256) + ".0/24";
            default ->
                throw new IllegalArgumentException("nothing is known of type " + type + " of column " + column.name()
                        + "; give values by hand: values(\"table.column\", ...)");
        };
    }

    private String text(List<Check> checks, List<Integer> numbers) {
        var mentioned = new ArrayList<String>();
        for (Check check : checks) {
            var texts = TEXT.matcher(check.expression());
            while (texts.find()) {
                mentioned.add(texts.group(1).replace("''", "'"));
            }
        }
        if (!mentioned.isEmpty() && random.nextInt(100) < 60) {
            return any(mentioned).replace("%", word(1 + random.nextInt(9)));
        }
        if (random.nextInt(100) < 8) {
            return any(ODD);
        }
        return word(numbers.isEmpty() || random.nextInt(3) == 0 ? 1 + random.nextInt(12) : near(numbers));
    }

    private String bytes(List<Integer> numbers) {
        byte[] bytes = new byte[numbers.isEmpty() ? random.nextInt(16) : near(numbers)];
        random.nextBytes(bytes);
        return "\\x" + java.util.HexFormat.of().formatHex(bytes);
    }

    private long number(String type, List<Integer> mentioned) {
        int guess = mentioned.isEmpty() || random.nextInt(3) > 0 ? any(SMALL) : any(mentioned) + random.nextInt(3) - 1;
        return type.equals("smallint") ? Math.min(guess, Short.MAX_VALUE) : guess;
    }

    private int near(List<Integer> numbers) {
        return Math.clamp(any(numbers) + random.nextInt(3) - 1L, 0, LONGEST);
    }

    private static List<Integer> numbers(List<Check> checks) {
        var numbers = new ArrayList<Integer>();
        for (Check check : checks) {
            var digits = NUMBER.matcher(check.expression());
            while (digits.find()) {
                numbers.add(Integer.parseInt(digits.group()));
            }
        }
        return numbers;
    }

    private String word(int length) {
        return random.ints(length, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
