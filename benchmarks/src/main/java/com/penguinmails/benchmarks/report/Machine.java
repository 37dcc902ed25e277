package com.penguinmails.benchmarks.report;

import com.penguinmails.benchmarks.server.Database;
import com.penguinmails.benchmarks.server.Postgres;
import com.penguinmails.benchmarks.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final long KILOBYTES_PER_GIGABYTE = 1024 * 1024;

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
        return new Machine(
                field(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                memory(field(Path.of("/proc/meminfo"), "MemTotal")),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Math.rint(fsyncsPerSecond),
                database.text("select current_setting('server_version')"),
                settings,
                redis,
                Runtime.version().toString(),
                node,
                peers);
    }

    private static String field(Path file, String name) throws IOException {
        if (!Files.isReadable(file)) {
            return "unknown";
        }
        return field(Files.readString(file), name);
    }

    static String field(String file, String name) {
        return file.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /** From {@code 24689012 kB}. */
    static long memory(String text) {
        return text.endsWith(" kB")
                ? Math.round(Double.parseDouble(text.substring(0, text.length() - 3)) / KILOBYTES_PER_GIGABYTE)
                : 0;
    }
}
