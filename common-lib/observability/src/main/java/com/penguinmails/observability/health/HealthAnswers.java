package com.penguinmails.observability.health;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers to /health and below, whatever web stack carries them. */
final class HealthAnswers {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final String service;
    private final String version;
    private final List<GuardedCheck> checks;

    HealthAnswers(String service, String version, List<? extends HealthCheck> checks, Clock clock) {
        this.service = service;
        this.version = version;
        this.checks =
                checks.stream().map(check -> new GuardedCheck(check, clock)).toList();
    }

    /** @param body JSON members in the order in which they are written */
    record Answer(int status, Map<String, String> body) {}

    List<GuardedCheck> checks() {
        return checks;
    }

    /** Alive: it asks nothing else, so that a broken database does not make anybody restart healthy processes. */
    Answer liveness() {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("status", "UP");
        body.put("service", service);
        body.put("version", version);
        return new Answer(OK, body);
    }

    static Answer of(GuardedCheck check) {
        HealthReport report = check.report();
        Map<String, String> body = new LinkedHashMap<>();
        body.put("status", report.up() ? "UP" : "DOWN");
        body.put("check", check.name());
        if (report.detail() != null) {
            body.put("detail", report.detail());
        }
        return new Answer(report.up() ? OK : UNAVAILABLE, body);
    }
}
