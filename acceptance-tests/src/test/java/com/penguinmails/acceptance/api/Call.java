package com.penguinmails.acceptance.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request, as it goes over the wire.
 *
 * @param target path and query, encoded
 * @param body null for none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Call(String method, String target, List<Header> headers, byte @Nullable [] body) {

    /** Names may repeat. */
    public record Header(String name, String value) {}

    public static Call of(String method, String target) {
        return new Call(method, target, List.of(), null);
    }

    public Call json(JsonNode content) {
        return body("application/json", content.toString().getBytes(StandardCharsets.UTF_8));
    }

    public Call body(String contentType, byte[] content) {
        return new Call(method, target, headers, content).header("Content-Type", contentType);
    }

    public Call header(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Call(method, target, List.copyOf(more), body);
    }

    public Call bearer(@Nullable String token) {
        return token == null ? this : header("Authorization", "Bearer " + token);
    }

    public Call key(String apiKey) {
        return header("X-Api-Key", apiKey);
    }

    public Call query(String name, String value) {
        return rawQuery(encode(name) + "=" + encode(value));
    }

    public Call rawQuery(String encoded) {
        return new Call(method, target + (target.contains("?") ? "&" : "?") + encoded, headers, body);
    }

    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A line that repeats it in a shell. */
    public String curl(String base) {
        var line = new StringBuilder();
        byte[] content = body;
        if (content != null) {
            line.append("printf %s ")
                    .append(Base64.getEncoder().encodeToString(content))
                    .append(" | base64 -d | ");
        }
        line.append("curl -sS -i -X ").append(method).append(' ').append(quoted(base + target));
        for (Header header : headers) {
            line.append(" -H ").append(quoted(header.name() + ": " + header.value()));
        }
        if (content != null) {
            line.append(" --data-binary @-");
        }
        return line.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
