package com.penguinmails.benchmarks.program;

import com.penguinmails.benchmarks.server.Database;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** What a program may connect to. */
public record Connections(Database database, String redisUrl) {

    static Connections of(String database, String redisUrl) {
        int colon = database.indexOf(':');
        return new Connections(
                new Database(database.substring(0, colon), Integer.parseInt(database.substring(colon + 1))), redisUrl);
    }

    /** As {@link #of} reads it. */
    static String text(Database database) {
        return database.name() + ":" + database.port();
    }

    /** A pool of connections with batches sent as one statement. */
    public HikariDataSource pool(int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl() + "?reWriteBatchedInserts=true");
        config.setUsername(Database.USER);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size);
        return new HikariDataSource(config);
    }
}
