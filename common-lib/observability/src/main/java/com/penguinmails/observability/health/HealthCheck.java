package com.penguinmails.observability.health;

/** One thing a service needs; a bean of this type is answered at {@code /health/<name>}. */
public interface HealthCheck {

    /** One lower-case word. */
    String name();

    /**
     * Tries the thing now. It is called at most once a second and given up after three.
     *
     * @throws Exception counts as down; only its class is shown
     */
    HealthReport check() throws Exception;
}
