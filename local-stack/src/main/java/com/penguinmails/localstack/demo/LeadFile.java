package com.penguinmails.localstack.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of invented people that ships with the project, and what is known to be in it.
 *
 * @param name file name; {@code <name>.expected.json} beside it holds the truth
 * @param rows data rows, blank lines not counted
 * @param imported rows that are new, mailable people
 * @param merged rows that repeat the address of an earlier one
 * @param rejectedByReason rows that nobody can mail, by the reason code of the import
 */
public record LeadFile(
        String name, byte[] content, int rows, int imported, int merged, Map<String, Integer> rejectedByReason) {

    /** 5,000 rows as HubSpot exports them: UTF-8 with a byte order mark, CRLF, commas. */
    public static LeadFile hubSpot() {
        return load("hubspot-contacts.csv");
    }

    /** 500 rows as Outlook exports them in Europe: Windows-1252, semicolons, LF. */
    public static LeadFile outlook() {
        return load("outlook-contacts.csv");
    }

    private static LeadFile load(String name) {
        JsonNode truth = JsonMapper.builder().build().readTree(bytes(name + ".expected.json"));
        var reasons = new TreeMap<String, Integer>();
        truth.path("rejectedByReason")
                .properties()
                .forEach(
                        reason -> reasons.put(reason.getKey(), reason.getValue().asInt()));
        return new LeadFile(
                name,
                bytes(name),
                truth.path("rows").asInt(),
                truth.path("imported").asInt(),
                truth.path("merged").asInt(),
                reasons);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(
                LeadFile.class.getResourceAsStream("/demo/" + name),
                () -> "/demo/" + name + " is not on the class path")) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A smaller file with the same header, for stories that need fewer mails. */
    public static LeadFile ofAddresses(String name, java.util.List<String> addresses) {
        var csv = new StringBuilder("First Name,Last Name,Email,Company Name\r\n");
        for (int i = 0; i < addresses.size(); i++) {
            csv.append("Person,").append(i).append(',').append(addresses.get(i)).append(",Example Ltd\r\n");
        }
        return new LeadFile(
                name,
                csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                addresses.size(),
                addresses.size(),
                0,
                Map.of());
    }
}
