package com.penguinmails.user.token;

import com.penguinmails.contracts.ServiceName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask for service tokens.
 *
 * @param serviceSecrets {@code name=secret} of each service
 */
@ConfigurationProperties("penguinmails.tokens")
record TokenProperties(@DefaultValue List<String> serviceSecrets) {

    static final Set<String> SERVICES =
            Stream.of(ServiceName.values()).map(ServiceName::id).collect(Collectors.toUnmodifiableSet());

    /** @throws IllegalStateException when an entry is malformed or names no service; the message holds no secret */
    Map<String, String> secretsByService() {
        var secrets = new HashMap<String, String>();
        for (String entry : serviceSecrets) {
            int equals = entry.indexOf('=');
            String service = equals < 0 ? "" : entry.substring(0, equals).strip();
            String secret = entry.substring(equals + 1).strip();
            if (!SERVICES.contains(service) || secret.isEmpty() || secrets.put(service, secret) != null) {
                throw new IllegalStateException("penguinmails.tokens.service-secrets (SERVICE_CLIENT_SECRETS) must be"
                        + " name=secret pairs separated by commas, one for each of " + SERVICES);
            }
        }
        return secrets;
    }

    @Override
    public String toString() {
        return "TokenProperties[]";
    }
}
