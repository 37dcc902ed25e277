package com.penguinmails.tenant.audit;

import java.util.List;
import java.util.UUID;

/**
 * Who did something.
 *
 * @param kind {@code user}, {@code api_key}, {@code operator} or {@code service}
 * @param id of the person, the key or the operator; the name of the service
 */
public record Actor(String kind, String id) {

    static final String USER = "user";
    static final String API_KEY = "api_key";

    static final List<String> KINDS = List.of(USER, API_KEY, "operator", "service");
    static final int MAX_ID = 64;

    public static Actor user(UUID id) {
        return new Actor(USER, id.toString());
    }

    public static Actor operator(UUID id) {
        return new Actor("operator", id.toString());
    }

    /** The platform by itself, for example when a time limit is over. */
    public static Actor platform() {
        return new Actor("service", "tenant");
    }
}
