package com.penguinmails.chaos.arena;

import com.penguinmails.chaos.postgres.ChaosPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a process is told by its environment. */
record Surroundings(int postgresPort, int redisPort, int platformPort) {

    Map<String, String> common() {
        return Map.of(
                "SERVER_ADDRESS", "127.0.0.1",
                "MANAGEMENT_SERVER_ADDRESS", "127.0.0.1",
                "LOG_FORMAT", "text",
                "SERVICE_CLIENT_SECRET", "chaos-only",
                "MALLOC_ARENA_MAX", "2");
    }

    static Map<String, String> database(int port) {
        return Map.of(
                "DATABASE_URL", ChaosPostgres.jdbcUrl(port),
                "DATABASE_PASSWORD", ChaosPostgres.PASSWORD,
                "DATABASE_OWNER_PASSWORD", ChaosPostgres.PASSWORD);
    }

    static String redisUrl(int port) {
        return "redis://127.0.0.1:" + port;
    }

    static Map<String, String> worker(String name, Path state, int platformPort) {
        String platform = "http://127.0.0.1:" + platformPort;
        var environment = new HashMap<String, String>();
        environment.put("WORKER_STATE_DIR", state.toString());
        environment.put("WORKER_HELO_NAME", name);
        for (String service :
                new String[] {"USER", "EMAIL_PROCESSOR", "INFRASTRUCTURE", "CAMPAIGN", "ANALYTICS", "TENANT"}) {
            environment.put(service + "_SERVICE_URL", platform);
        }
        return environment;
    }
}
