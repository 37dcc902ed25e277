package com.penguinmails.email.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.parser.Parser;

/**
 * Finds the merge fields of one part and leaves a numbered marker, {@code {{0}}}, in the place of each.
 *
 * <p>Everything else that a Mustache engine would obey (sections, partials, lambdas, raw output, new delimiters) is named as a
 * problem with its position, so that nothing but variables ever reaches the engine.
 */
final class FieldScan {

    private static final Map<Character, String> REFUSED = Map.of(
            '#', "sections are not supported",
            '^', "sections are not supported",
            '/', "sections are not supported",
            '>', "partials are not supported",
            '<', "partials are not supported",
            '$', "blocks are not supported",
            '&', "unescaped fields are not supported; write {{name}}",
            '!', "comments are not supported",
            '=', "the delimiters cannot be changed");

    private final String source;
    private final boolean entities;
    private final List<MergeField> fields;
    private final StringBuilder marked = new StringBuilder();
    private final List<String> problems = new ArrayList<>();

    private FieldScan(String source, boolean entities, List<MergeField> fields) {
        this.source = source;
        this.entities = entities;
        this.fields = fields;
    }

    record Marked(String text, List<String> problems) {}

    /** @param fields found ones are added here; the number of a marker is the index in this list */
    static Marked plain(String source, List<MergeField> fields) {
        return new FieldScan(source, false, fields).scan();
    }

    /** As {@link #plain}, where a fallback may be written with character references, as editors do. */
    static Marked html(String source, List<MergeField> fields) {
        return new FieldScan(source, true, fields).scan();
    }

    static String marker(int index) {
        return "{{" + index + "}}";
    }

    private Marked scan() {
        int at = 0;
        while (true) {
            int open = source.indexOf("{{", at);
            if (open < 0) {
                marked.append(source, at, source.length());
                return new Marked(marked.toString(), problems);
            }
            marked.append(source, at, open);
            at = field(open);
        }
    }

    /** Reads the field that opens here and says where to go on. */
    private int field(int open) {
        int close = source.indexOf("}}", open + 2);
        if (close < 0) {
            return problem(open, source.length(), "the field is opened but never closed");
        }
        String written = source.substring(open + 2, close);
        if (written.startsWith("{")) {
            return problem(open, close + 2, "three braces are not supported; write {{name}}");
        }
        if (written.contains("{{")) {
            return problem(open, close + 2, "the field is not closed before the next one opens");
        }
        String content = entities
                ? Parser.unescapeEntities(written, false).replace('\u00a0', ' ').strip()
                : written.strip();
        if (entities && written.indexOf('<') > 0) {
            return problem(
                    open, close + 2, "there is markup inside the field; type the field again without formatting");
        }
        String refused = content.isEmpty() ? "the field has no name" : REFUSED.get(content.charAt(0));
        if (refused != null) {
            return problem(open, close + 2, refused);
        }
        var field = MergeField.parse(content);
        if (field.isEmpty()) {
            return problem(
                    open,
                    close + 2,
                    "the field name may have letters, digits and _ only, begins with a letter and has at most 64 of them");
        }
        marked.append(marker(fields.size()));
        fields.add(field.get());
        return close + 2;
    }

    private int problem(int at, int goOn, String message) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            if (source.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        problems.add("line " + line + ", column " + (at - lineStart + 1) + ": " + message);
        return goOn;
    }
}
