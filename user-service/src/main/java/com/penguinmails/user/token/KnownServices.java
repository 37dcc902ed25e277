package com.penguinmails.user.token;

import com.penguinmails.security.TokenClaims;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** The services as OAuth clients. They come from configuration and cannot be registered over HTTP. */
@Component
class KnownServices {

    static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    private final Map<String, RegisteredClient> clients;

    KnownServices(TokenProperties properties) {
        clients = properties.secretsByService().entrySet().stream()
                .map(entry -> client(entry.getKey(), entry.getValue()))
                .collect(Collectors.toUnmodifiableMap(RegisteredClient::getClientId, client -> client));
    }

    private static RegisteredClient client(String service, String secret) {
        return RegisteredClient.withId(service)
                .clientId(service)
                .clientSecret(SecretDigest.digest(secret))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(TokenClaims.INTERNAL_SCOPE)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .build())
                .build();
    }

    @Nullable
    RegisteredClient find(String clientId) {
        return clients.get(clientId);
    }
}
