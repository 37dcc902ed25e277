package com.penguinmails.testkit.isolation;

/**
 * A way in which one tenant's rows are not the tenant's alone, or which could not be told.
 *
 * @param role who found it
 * @param attempt what was tried
 * @param outcome what PostgreSQL answered
 */
public record Leak(String table, String role, String attempt, String outcome) {
    @Override
    public String toString() {
        return table + ", as " + role + ": " + attempt + ": " + outcome;
    }
}
