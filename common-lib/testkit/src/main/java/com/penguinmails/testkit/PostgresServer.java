package com.penguinmails.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Where the one PostgreSQL of this JVM listens: embedded, or in a container where that is wanted. */
record PostgresServer(String host, int port) {

    /** A session time zone that is not UTC shows every place that forgot to say which zone it means. */
    private static final String[] SETTINGS = {
        "fsync=off", "full_page_writes=off", "max_connections=200", "timezone=America/St_Johns"
    };

    static PostgresServer start(String superuserPassword) {
        return Containers.wanted() ? Containers.postgres(superuserPassword, SETTINGS) : embedded();
    }

    /** Ends with the JVM. */
    private static PostgresServer embedded() {
        try {
            var builder = EmbeddedPostgres.builder();
            for (String setting : SETTINGS) {
                String[] nameAndValue = setting.split("=", 2);
                builder.setServerConfig(nameAndValue[0], nameAndValue[1]);
            }
            return new PostgresServer("localhost", builder.start().getPort());
        } catch (IOException failure) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", failure);
        }
    }

    static String[] command(String... settings) {
        var command = new ArrayList<>(List.of("postgres"));
        for (String setting : settings) {
            command.add("-c");
            command.add(setting);
        }
        return command.toArray(String[]::new);
    }
}
