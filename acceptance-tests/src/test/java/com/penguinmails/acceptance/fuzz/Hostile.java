package com.penguinmails.acceptance.fuzz;

import com.penguinmails.acceptance.api.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values that broke somebody's program once. */
final class Hostile {

    private static final int PASSWORD_LENGTH = 10_000;
    private static final int HUGE = 100_000;
    private static final int DEPTH = 400;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t\r\n",
            "\u0000",
            "a\u0000b",
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "NaN",
            "undefined",
            "[]",
            "{}",
            "%",
            "%00",
            "%s%s%n%x",
            "${jndi:ldap://127.0.0.1/x}",
            "#{T(java.lang.Runtime).getRuntime()}",
            "{{7*7}}",
            "{{#each}}",
            "{{>partial}}",
            "{{{unclosed",
            "' or '1'='1",
            "'; select pg_sleep(5); --",
            "\\",
            "\"",
            "<script>alert(1)</script>",
            "<svg onload=alert(1)>",
            "javascript:alert(1)",
            "../../etc/passwd",
            "..\\..\\x",
            "C:\\x",
            "file:///etc/passwd",
            "a@b",
            "@",
            "a@@b.example",
            "\"quoted\"@example.com",
            "a@[127.0.0.1]",
            // Cyrillic а, and a full-width @.
            "\u0430dmin@example.com",
            "admin\uFF20example.com",
            // The Kelvin sign and the long s become other letters in lower case.
            "\u212Aelvin@example.com",
            "pa\u017F\u017F@example.com",
            "x@xn--80ak6aa92e.com",
            "x@\u0440\u0430\u0443\u0440\u0430l.com",
            "user\r\nBcc: other@example.com",
            "=cmd|' /C calc'!A0",
            "\u202Egnp.exe",
            "\u200B",
            "\uFEFFbom",
            "\uFFFE",
            "\uFFFF",
            "\uD83D\uDE00",
            "\uD83D",
            "\uDE00\uD83D",
            "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A",
            "\uFDFD",
            "\u0130\u0131",
            "2026-02-30",
            "2026-02-30T25:61:61Z",
            "0000-00-00T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "1970-01-01T00:00:00+99:99",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "1-1-1-1-1",
            "UTC",
            "+02:00",
            "Europe/Nowhere",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "/",
            "a/b",
            "a;b",
            "a?b",
            "a#b",
            "a b",
            "*",
            "-createdAt",
            "owner",
            "admin",
            "super_admin",
            "platform:staff:manage");

    private static final List<Number> NUMBERS = List.of(
            0,
            -1,
            1,
            2,
            100,
            101,
            200,
            201,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0.1,
            -0.0,
            1e-300,
            1e300,
            BigInteger.TWO.pow(64),
            BigInteger.TEN.pow(400),
            new BigDecimal("1e1000000"),
            new BigDecimal("0.1000000000000000055511151231257827021181583404541015625"));

    private Hostile() {}

    static String text(Chance chance) {
        return switch (chance.below(12)) {
            case 0 -> "x".repeat(PASSWORD_LENGTH);
            case 1 -> chance.oneOf(TEXTS).repeat(1 + chance.below(40));
            case 2 -> "\uD83D\uDE00".repeat(1 + chance.below(300));
            case 3 -> chance.in100(20) ? "y".repeat(HUGE) : "y".repeat(chance.below(600));
            case 4 -> anything(chance);
            default -> chance.oneOf(TEXTS);
        };
    }

    /** What may stand in a header at all. */
    static String headerText(Chance chance) {
        String text = shortText(chance).replaceAll("[^ -~\\u00a0-\\u00ff]", "").strip();
        return text.length() > 1_000 ? text.substring(0, 1_000) : text;
    }

    /** Without what cannot stand in a URI's text even escaped, and not longer than a request line may be. */
    static String shortText(Chance chance) {
        String text = text(chance);
        return text.length() > 1_500 ? text.substring(0, 1_500) : text;
    }

    private static String anything(Chance chance) {
        int length = 1 + chance.below(30);
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(chance.in100(50) ? chance.below(128) : chance.below(Character.MAX_CODE_POINT + 1));
        }
        return text.toString();
    }

    static JsonNode number(Chance chance) {
        return Json.MAPPER.valueToTree(chance.in100(70) ? chance.oneOf(NUMBERS) : chance.number());
    }

    /** Of any type. */
    static JsonNode value(Chance chance) {
        return switch (chance.below(9)) {
            case 0 -> Json.MAPPER.nullNode();
            case 1, 2 -> number(chance);
            case 3 -> Json.MAPPER.valueToTree(chance.in100(50));
            case 4 -> list(chance);
            case 5 -> Json.object(shortText(chance), shortText(chance));
            case 6 -> chance.in100(30) ? nested(chance) : Json.object();
            default -> Json.MAPPER.valueToTree(text(chance));
        };
    }

    private static JsonNode list(Chance chance) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        int size = chance.in100(10) ? 3_000 : chance.below(4);
        JsonNode item = chance.in100(50) ? Json.MAPPER.nullNode() : Json.MAPPER.valueToTree(chance.oneOf(TEXTS));
        for (int i = 0; i < size; i++) {
            list.add(item);
        }
        return list;
    }

    private static JsonNode nested(Chance chance) {
        JsonNode inner = Json.MAPPER.nullNode();
        int depth = 2 + chance.below(DEPTH);
        for (int i = 0; i < depth; i++) {
            ObjectNode outer = Json.object();
            outer.set("a", inner);
            inner = chance.in100(50) ? outer : Json.MAPPER.createArrayNode().add(inner);
        }
        return inner;
    }
}
