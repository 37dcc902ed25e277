package com.penguinmails.benchmarks.report;

import com.penguinmails.benchmarks.server.Database;
import com.penguinmails.benchmarks.server.Postgres;
import com.penguinmails.benchmarks.server.Servers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What it ran on, without saying whose it is.
 *
 * @param fsyncsPerSecond of 8 kB
 * @param postgresSettings as the server has them, not as it was asked to
 * @param peers their versions
 */
public record Machine(
        String cpu,
        int cores,
        long memoryGigabytes,
        String system,
        double fsyncsPerSecond,
        String postgres,
        Map<String, String> postgresSettings,
        String redis,
        String java,
        String node,
        Map<String, String> peers) {

    public static Machine describe(Servers servers, double fsyncsPerSecond, String node, Map<String, String> peers)
            throws IOException, SQLException {
        Database database = servers.postgres().database("postgres");
        Map<String, String> settings = new TreeMap<>();
        for (String name : Postgres.SETTINGS.keySet()) {
            settings.put(name, database.text("select current_setting('" + name + "')"));
        }
        String redis;
        try (var link = servers.redisLink()) {
            redis = link.version() + ", append-only file every second";
        }
        Host host = Host.describe();
        return new Machine(
                host.cpu(),
                host.cores(),
                host.memoryGigabytes(),
                host.system(),
                Math.rint(fsyncsPerSecond),
                database.text("select current_setting('server_version')"),
                settings,
                redis,
                host.java(),
                node,
                peers);
    }
}
