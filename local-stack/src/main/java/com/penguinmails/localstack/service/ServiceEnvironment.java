package com.penguinmails.localstack.service;

import com.penguinmails.bootstrap.Schemas;
import com.penguinmails.localstack.state.Addresses;
import com.penguinmails.localstack.state.Secrets;
import com.penguinmails.localstack.state.StateFolder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The environment variables each service is given. Where the launcher's user has set one of the {@linkplain #preferences} already,
 * that value wins; addresses, roles and secrets of the stack always come from the stack.
 */
public final class ServiceEnvironment {

    /** Mailbox through which the platform sends its own mails: verifications, invitations. */
    public static final String PLATFORM_MAILBOX = "platform@penguinmails.example";

    /** The person who runs the platform of a local stack. */
    public static final String OPERATOR = "operator@penguinmails.example";

    private final StateFolder state;
    private final Addresses addresses;
    private final Secrets secrets;
    private final ServiceCatalog catalog;
    private final Map<String, String> overrides;

    /**
     * Prepares the environments of one stack.
     *
     * @param overrides set for every service, over everything else
     */
    public ServiceEnvironment(
            StateFolder state,
            Addresses addresses,
            Secrets secrets,
            ServiceCatalog catalog,
            Map<String, String> overrides) {
        this.state = state;
        this.addresses = addresses;
        this.secrets = secrets;
        this.catalog = catalog;
        this.overrides = Map.copyOf(overrides);
    }

    /**
     * All variables for one service.
     *
     * @param user the environment of whoever starts the stack
     */
    public Map<String, String> of(ServiceDefinition service, Map<String, String> user) {
        Map<String, String> environment = new LinkedHashMap<>();
        preferences().forEach((name, value) -> environment.put(name, user.getOrDefault(name, value)));
        environment.put("SERVER_PORT", Integer.toString(addresses.ports().of(service.name())));
        environment.put(
                "MANAGEMENT_PORT", Integer.toString(addresses.ports().of(Addresses.managementPart(service.name()))));
        environment.put("SERVER_ADDRESS", Addresses.HOST);
        environment.put("MANAGEMENT_SERVER_ADDRESS", Addresses.HOST);
        service.schema().ifPresent(schema -> database(environment, schema));
        environment.put("REDIS_URL", addresses.redis().toString());
        for (ServiceDefinition other : catalog.services()) {
            environment.put(other.urlVariable(), addresses.service(other.name()).toString());
        }
        environment.put("PUBLIC_URL", addresses.publicUrl().toString());
        environment.put("MASTER_KEY", secrets.masterKey());
        environment.put("LINK_SIGNING_KEY", secrets.linkSigningKey());
        environment.put("SERVICE_CLIENT_SECRET", secrets.serviceClientSecret(service.name()));
        if (service.name().equals(ServiceCatalog.USER)) {
            environment.put("SERVICE_CLIENT_SECRETS", everyClientSecret());
            environment.put("PLATFORM_OPERATORS", OPERATOR);
        }
        environment.put(
                "SMTP_FALLBACK_URL",
                "smtp://" + URLEncoder.encode(PLATFORM_MAILBOX, StandardCharsets.UTF_8) + ":"
                        + secrets.platformMailPassword() + "@" + Addresses.HOST + ":"
                        + addresses.ports().of(Addresses.SMTP));
        environment.put("WORKER_STATE_DIR", state.worker().toString());
        // glibc gives each thread an arena of its own, which on a JVM is memory for nothing.
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.putAll(overrides);
        return environment;
    }

    /** Settings that make a local run pleasant and that a user may set otherwise. */
    static Map<String, String> preferences() {
        return Map.of(
                "LOG_FORMAT", "text",
                // Minutes and hours in production; here somebody is waiting for the demo.
                "EMAIL_RETRY_LADDER", "2s,5s,10s",
                // The mail servers that tenants connect are on this very machine.
                "EMAIL_ALLOW_PRIVATE_HOSTS", "true");
    }

    private void database(Map<String, String> environment, String schema) {
        environment.put("DATABASE_URL", addresses.jdbcUrl());
        String app = Schemas.appOf(schema);
        environment.put("DATABASE_USER", app);
        environment.put("DATABASE_PASSWORD", secrets.databasePassword(app));
        String owner = Schemas.ownerOf(schema);
        environment.put("DATABASE_OWNER_USER", owner);
        environment.put("DATABASE_OWNER_PASSWORD", secrets.databasePassword(owner));
    }

    private String everyClientSecret() {
        return catalog.names().stream()
                .map(name -> name + "=" + secrets.serviceClientSecret(name))
                .collect(Collectors.joining(","));
    }
}
