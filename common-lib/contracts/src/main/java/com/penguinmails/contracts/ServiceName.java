package com.penguinmails.contracts;

/**
 * The services of the platform. The id is at once the handler of a job kind, the audience of a service token and the
 * client id under which the service asks for tokens.
 */
public enum ServiceName {
    GATEWAY("gateway"),
    USER("user"),
    TENANT("tenant"),
    INFRASTRUCTURE("infrastructure"),
    CAMPAIGN("campaign"),
    EMAIL_PROCESSOR("email-processor"),
    BILLING("billing"),
    ANALYTICS("analytics"),
    QUEUER("queuer"),
    WORKER("worker");

    private final String id;

    ServiceName(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
