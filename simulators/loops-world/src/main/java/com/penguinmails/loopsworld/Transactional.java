package com.penguinmails.loopsworld;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes transactional mails as Loops does, and refuses as it does. */
final class Transactional {

    private static final int LONGEST_KEY = 100;
    private static final int LONGEST_VALUE = 500;
    private static final Duration KEYS_LIVE = Duration.ofHours(24);
    private static final Set<String> FIELDS =
            Set.of("email", "transactionalId", "addToAudience", "dataVariables", "attachments");

    private final JsonMapper json = JsonMapper.builder().build();
    private final Clock clock;
    private final Map<String, Set<String>> templates = new ConcurrentHashMap<>();
    private final Map<String, Instant> keys = new HashMap<>();
    private final List<SentMail> sent = new CopyOnWriteArrayList<>();

    Transactional(Clock clock) {
        this.clock = clock;
    }

    void template(String id, Set<String> variables) {
        templates.put(id, Set.copyOf(variables));
    }

    List<SentMail> sent() {
        return List.copyOf(sent);
    }

    Answer list() {
        List<Map<String, Object>> data = templates.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(template -> Map.<String, Object>of(
                        "id",
                        template.getKey(),
                        "name",
                        template.getKey(),
                        "dataVariables",
                        new TreeSet<>(template.getValue())))
                .toList();
        return Answer.ok(Map.of("pagination", Map.of("totalResults", data.size()), "data", data));
    }

    Answer send(byte[] body, @Nullable String key) {
        JsonNode request;
        try {
            request = json.readTree(body);
        } catch (JacksonException broken) {
            return Answer.refused(400, "Invalid JSON");
        }
        return key != null && key.length() > LONGEST_KEY
                ? Answer.refused(400, "Idempotency-Key must be at most " + LONGEST_KEY + " characters")
                : send(request, key);
    }

    /** One at a time: of two requests with one key, one sends. */
    private synchronized Answer send(JsonNode request, @Nullable String key) {
        String email = request.path("email").asString("");
        if (!request.isObject() || !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            return Answer.refused(400, "Invalid email address");
        }
        var unknown = request.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            return Answer.refused(400, "Unknown field " + unknown.get());
        }
        if (!request.path("attachments").isMissingNode()) {
            return Answer.refused(400, "Attachments are not enabled for this team");
        }
        String id = request.path("transactionalId").asString("");
        Set<String> variables = templates.get(id);
        if (variables == null) {
            return Answer.refused(404, "Transactional email not found");
        }
        var given = new HashMap<String, String>();
        for (var entry : request.path("dataVariables").properties()) {
            String value = entry.getValue().asString("");
            if (value.length() > LONGEST_VALUE) {
                return Answer.refused(400, "dataVariables." + entry.getKey() + " is too long");
            }
            given.put(entry.getKey(), value);
        }
        var missing = variables.stream()
                .filter(name -> given.getOrDefault(name, "").isEmpty())
                .sorted()
                .findFirst();
        if (missing.isPresent()) {
            return Answer.refused(400, "Missing required dataVariable " + missing.get());
        }
        if (key != null && isRepeated(key)) {
            return Answer.refused(409, "Idempotency key has been used");
        }
        sent.add(new SentMail(email, id, given, key));
        return Answer.ok(Map.of("success", true));
    }

    private boolean isRepeated(String key) {
        Instant now = clock.instant();
        keys.values().removeIf(used -> !used.plus(KEYS_LIVE).isAfter(now));
        return keys.putIfAbsent(key, now) != null;
    }
}
