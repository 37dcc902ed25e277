package com.penguinmails.localstack.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** One tenant reaches for everything of another by its true id. Each try must end exactly as with an id that nobody has. */
final class IsolationProbe {

    private final PlatformClient intruder;
    private int tried;
    private int refused;
    private final List<String> leaks = new ArrayList<>();

    IsolationProbe(PlatformClient intruder) {
        this.intruder = intruder;
    }

    /** @param path with {@code {id}} where the id goes */
    void reach(String path, String foreignId) {
        tried++;
        var foreign = intruder.tryGet(path.replace("{id}", foreignId));
        var random = intruder.tryGet(path.replace("{id}", UUID.randomUUID().toString()));
        boolean sameAsNothing = foreign.status() == random.status()
                && (foreign.status() == 404 || isEmptyPage(foreign.body()) && isEmptyPage(random.body()));
        if (sameAsNothing) {
            refused++;
        } else {
            leaks.add(path + " answered " + foreign.status());
        }
    }

    /** Tries to act on what belongs to the other. */
    void act(String path, String foreignId) {
        tried++;
        var answer = intruder.tryPost(path.replace("{id}", foreignId), PlatformClient.json());
        if (answer.status() == 404) {
            refused++;
        } else {
            leaks.add("POST " + path + " answered " + answer.status());
        }
    }

    private static boolean isEmptyPage(JsonNode body) {
        return body.path("items").isArray() && body.path("items").isEmpty();
    }

    Figure result() {
        return new Figure(
                "cross-tenant tries, refused" + (leaks.isEmpty() ? "" : " " + leaks),
                String.valueOf(tried),
                String.valueOf(refused),
                tried == refused);
    }
}
