package com.penguinmails.localstack.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the demo's files. Every person is invented and every domain is reserved (RFC 2606). Run {@link #main} to write them again; a
 * test holds the shipped ones against it.
 */
final class MessyFiles {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final List<String> FIRST = List.of(
            "Ada", "Björn", "Chloé", "Dario", "Élodie", "Fatima", "Günter", "Hana", "Iñigo", "Jürgen", "Kofi", "Léa",
            "Marta", "Nuno", "Olga", "Pál", "Quentin", "Rosa", "Søren", "Tomás", "Ulla", "Vera", "Wim", "Xenia", "Yann",
            "Zoë");
    private static final List<String> LAST = List.of(
            "Abel",
            "Brandão",
            "Castro",
            "D'Angelo",
            "Ekström",
            "Fischer",
            "García",
            "Håkansson",
            "Ibáñez",
            "Jansen",
            "Krüger",
            "López",
            "Müller",
            "Núñez",
            "O'Neil",
            "Pérez",
            "Quiroga",
            "Rossi",
            "Schäfer",
            "Torres",
            "Ümit",
            "Vogel",
            "Weiß");
    private static final List<String> DOMAINS =
            List.of("example.com", "example.org", "example.net", "north.example", "south.example", "bücher.example");

    /** What the mail world's recipients do, by the last two digits of their number. */
    private static String behaviour(int number) {
        int kind = number % 100;
        if (kind < 3) {
            return "bounce";
        } else if (kind < 6) {
            return "defer";
        } else if (kind == 6) {
            return "greylist";
        } else if (kind == 7) {
            return "defer2";
        } else if (kind == 8) {
            return "drop421";
        } else if (kind == 9) {
            return "blocked";
        } else if (kind == 10) {
            return "full";
        } else if (kind < 13) {
            return "unsub";
        } else if (kind < 38) {
            return "open";
        } else if (kind < 53) {
            return "click";
        } else if (kind == 53) {
            return "defer-click";
        }
        return "";
    }

    /** The bytes of a file and the truth about it. */
    record Made(byte[] content, String expected) {}

    private final Random random = new Random(20261122);
    private final List<String> lines = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();
    private final Map<String, Integer> rejected = new TreeMap<>();
    private final char delimiter;
    private int merged;
    private int rows;

    private MessyFiles(char delimiter) {
        this.delimiter = delimiter;
    }

    static Made hubSpot() {
        var file = new MessyFiles(',');
        file.line(
                "Record ID",
                "First Name",
                "Last Name",
                "Email",
                "Company Name",
                "Job Title",
                "Phone Number",
                "City",
                "Notes");
        while (file.rows < 5_000) {
            file.hubSpotRow();
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes("\uFEFF".getBytes(StandardCharsets.UTF_8));
        out.writeBytes((String.join("\r\n", file.lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
        return new Made(out.toByteArray(), file.expected());
    }

    static Made outlook() {
        var file = new MessyFiles(';');
        file.line("First Name", "Last Name", "Company", "Job Title", "E-mail Address", "Business Phone", "Notes");
        while (file.rows < 500) {
            file.outlookRow();
        }
        return new Made((String.join("\n", file.lines) + "\n").getBytes(WINDOWS), file.expected());
    }

    private void hubSpotRow() {
        int number = rows + 1;
        String id = Integer.toString(100_000 + number);
        String first = pick(FIRST);
        String last = pick(LAST);
        String company = last + " & Söhne";
        String note = note(number);
        if (number % 125 == 0) {
            reject("email-missing", id, first, last, number % 250 == 0 ? "" : "   ", company, "CTO", "", "Ghent", note);
        } else if (number % 83 == 0) {
            reject("email-invalid", id, first, last, broken(number), company, "CEO", "+32 2 555 01 00", "Bruges", note);
        } else if (number % 333 == 0) {
            reject(
                    "too-many-columns",
                    id,
                    first,
                    last,
                    address(number, last),
                    company,
                    "CFO",
                    "",
                    "Lier",
                    note,
                    "one",
                    "more");
        } else if (number % 499 == 0) {
            reject(
                    "control-characters",
                    id,
                    "Bell\u0007" + first,
                    last,
                    address(number, last),
                    company,
                    "",
                    "",
                    "",
                    note);
        } else if (number % 29 == 0 && addresses.size() > 100) {
            repeat(id, first, last, company);
        } else {
            String address = address(number, last);
            addresses.add(address);
            add(
                    id,
                    hostile(number, first),
                    last,
                    spelled(number, address),
                    company,
                    title(number),
                    "+32 2 555 01 00",
                    "Ghent",
                    note);
        }
        if (number % 400 == 0) {
            lines.add("");
        }
    }

    private void outlookRow() {
        int number = rows + 1;
        String first =
                pick(FIRST.stream().filter(WINDOWS.newEncoder()::canEncode).toList());
        String last = pick(LAST.stream().filter(WINDOWS.newEncoder()::canEncode).toList());
        if (number % 100 == 0) {
            reject("email-invalid", first, last, "Größe GmbH", "Käufer", broken(number), "", "");
        } else if (number % 50 == 0) {
            merged++;
            add(
                    first,
                    last,
                    "Größe GmbH",
                    "Käufer",
                    addresses.get(number / 3).toUpperCase(Locale.ROOT),
                    "",
                    "seen; twice");
        } else {
            String address = ascii(first).toLowerCase(Locale.ROOT) + "." + number + plus(number) + "@example.org";
            addresses.add(address);
            add(
                    first,
                    last,
                    "Größe GmbH",
                    "Käufer",
                    address,
                    "+49 30 555",
                    number % 7 == 0 ? "two\nlines; and “quotes”" : "");
        }
    }

    private void repeat(String id, String first, String last, String company) {
        merged++;
        String again = addresses.get(random.nextInt(addresses.size()));
        add(id, first, last, again.toUpperCase(Locale.ROOT), company, "Again", "", "", "a duplicate in other letters");
    }

    private static String address(int number, String last) {
        String local = ascii(last).toLowerCase(Locale.ROOT).replace("'", "") + "." + number + plus(number);
        return local + "@" + DOMAINS.get(number % DOMAINS.size());
    }

    private static String plus(int number) {
        String behaviour = behaviour(number);
        return behaviour.isEmpty() ? "" : "+" + behaviour;
    }

    private static String ascii(String text) {
        return java.text.Normalizer.normalize(text.replace("ß", "ss").replace("ø", "o"), java.text.Normalizer.Form.NFD)
                .replaceAll("[^\\p{ASCII}]", "");
    }

    /** One mailbox, spelled as people spell it. */
    private static String spelled(int number, String address) {
        return switch (number % 11) {
            case 3 -> " " + address + " ";
            case 5 -> address.substring(0, 1).toUpperCase(Locale.ROOT) + address.substring(1);
            default -> address;
        };
    }

    private static String hostile(int number, String first) {
        return switch (number % 97) {
            case 11 -> first + "\r\nBcc: eve@example.com";
            case 13 -> "<script>alert('" + first + "')</script>";
            case 17 -> "=HYPERLINK(\"http://evil.example\",\"" + first + "\")";
            case 19 -> "{{email}}";
            case 23 -> "@SUM(1+1)*cmd|' /C calc'!A0";
            default -> first;
        };
    }

    private static String title(int number) {
        return number % 6 == 0 ? "" : number % 10 == 0 ? "Head of \"Growth\", EMEA" : "Buyer; Logistics";
    }

    private static String note(int number) {
        return number % 9 == 0 ? "first line\r\nsecond line, with a comma" : number % 14 == 0 ? "tab\there" : "";
    }

    private static String broken(int number) {
        return List.of(
                        "no-at-sign.example.com",
                        "two@@example.com",
                        "ends.with.dot.@example.com",
                        "ada@localhost",
                        "x@example..com",
                        "ada@example.com\r\nBcc: eve@example.com",
                        "n/a")
                .get(number % 7);
    }

    private void reject(String reason, String... cells) {
        rejected.merge(reason, 1, Integer::sum);
        add(cells);
    }

    private void add(String... cells) {
        rows++;
        line(cells);
    }

    private void line(String... cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : String.valueOf(delimiter)).append(quoted(cells[i]));
        }
        lines.add(line.toString());
    }

    private String quoted(String cell) {
        boolean needed = cell.chars().anyMatch(c -> c == delimiter || c == '"' || c == '\r' || c == '\n');
        return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String expected() {
        var truth = JsonMapper.builder().build().createObjectNode();
        truth.put("rows", rows).put("imported", addresses.size()).put("merged", merged);
        var reasons = truth.putObject("rejectedByReason");
        rejected.forEach(reasons::put);
        return truth.toPrettyString() + "\n";
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (var file : Map.of("hubspot-contacts.csv", hubSpot(), "outlook-contacts.csv", outlook())
                .entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue().content());
            Files.writeString(
                    folder.resolve(file.getKey() + ".expected.json"),
                    file.getValue().expected());
        }
    }
}
