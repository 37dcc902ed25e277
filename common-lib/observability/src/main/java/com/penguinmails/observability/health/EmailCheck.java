package com.penguinmails.observability.health;

/** Lets the service itself say how its mail system is. */
record EmailCheck(EmailConnectivity connectivity) implements HealthCheck {

    @Override
    public String name() {
        return "email";
    }

    @Override
    public HealthReport check() throws Exception {
        return connectivity.check();
    }
}
