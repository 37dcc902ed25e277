package com.penguinmails.bootstrap;

import java.util.List;

/** The schemas of one PenguinMails database. */
public final class Schemas {

    /** Every schema, in the order in which {@code roles-and-schemas.sql} makes them. */
    public static final List<String> ALL = List.of(
            "users", "tenants", "infrastructure", "campaigns", "email", "content", "billing", "analytics", "queue");

    private Schemas() {}

    /** The role that runs the migrations of {@code schema} and owns its tables. */
    public static String ownerOf(String schema) {
        return rolePrefix(schema) + "_owner";
    }

    /** The role that the running service logs in as; it owns nothing. */
    public static String appOf(String schema) {
        return rolePrefix(schema) + "_app";
    }

    private static String rolePrefix(String schema) {
        if (!ALL.contains(schema)) {
            throw new IllegalArgumentException("no such schema: " + schema + ", there are " + ALL);
        }
        // Message bodies belong to the email service; only their storage may move elsewhere.
        return schema.equals("content") ? "email" : schema;
    }
}
