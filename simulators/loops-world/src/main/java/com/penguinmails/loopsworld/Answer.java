package com.penguinmails.loopsworld;

import java.util.Map;

/** What Loops would say: a status and a JSON body, with {@code success} and, for a refusal, {@code message}; there are no codes. */
record Answer(int status, Map<String, Object> body) {

    static Answer ok(Map<String, Object> body) {
        return new Answer(200, body);
    }

    static Answer refused(int status, String message) {
        return new Answer(status, Map.of("success", false, "message", message));
    }
}
