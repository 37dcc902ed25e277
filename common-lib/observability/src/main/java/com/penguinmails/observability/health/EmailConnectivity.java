package com.penguinmails.observability.health;

/** Whether the service can reach the mail system it needs; the bean behind {@code /health/email}. */
@FunctionalInterface
public interface EmailConnectivity {

    /** @throws Exception counts as down; only its class is shown */
    HealthReport check() throws Exception;
}
