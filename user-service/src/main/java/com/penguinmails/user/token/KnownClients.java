package com.penguinmails.user.token;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/** The platform's own services, and the apps of tenants. Their names cannot meet: those of apps are two ids and a dot. */
@Component
class KnownClients implements RegisteredClientRepository {

    private final KnownServices services;
    private final AppClients apps;

    KnownClients(KnownServices services, AppClients apps) {
        this.services = services;
        this.apps = apps;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("services are configured, and apps register over the API");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        RegisteredClient service = services.find(clientId);
        return service != null
                ? service
                : AppId.parse(clientId).flatMap(apps::find).orElse(null);
    }
}
