package com.penguinmails.acceptance.fuzz;

import com.penguinmails.acceptance.api.Answer;
import com.penguinmails.acceptance.api.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Ids that answers named, by the collection they were found in: what one operation made, others are asked about. */
final class KnownIds {

    private static final int KEPT = 40;

    private final Map<String, Deque<String>> byCollection = new HashMap<>();

    void learn(Call call, Answer answer) {
        if (!answer.isSuccess()) {
            return;
        }
        JsonNode body = answer.json();
        String collection = call.path();
        keep(collection, body.path("id").asString(""));
        body.path("items").forEach(item -> keep(collection, item.path("id").asString("")));
    }

    private void keep(String collection, String id) {
        if (id.isEmpty()) {
            return;
        }
        Deque<String> ids = byCollection.computeIfAbsent(collection, key -> new ArrayDeque<>());
        if (!ids.contains(id)) {
            ids.addLast(id);
        }
        if (ids.size() > KEPT) {
            ids.removeFirst();
        }
    }

    /** @param path that goes on with the id */
    List<String> of(String path) {
        return new ArrayList<>(byCollection.getOrDefault(path, new ArrayDeque<>()));
    }

    void forget() {
        byCollection.clear();
    }
}
