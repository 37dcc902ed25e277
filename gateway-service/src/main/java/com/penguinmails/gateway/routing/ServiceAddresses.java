package com.penguinmails.gateway.routing;

import com.penguinmails.contracts.ServiceName;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the services are.
 *
 * @param services base URL of each service by its id
 */
@ConfigurationProperties("penguinmails.security")
public record ServiceAddresses(Map<String, URI> services) {

    /** @throws IllegalStateException when the service is not configured */
    public URI of(ServiceName service) {
        URI address = services.get(service.id());
        if (address == null) {
            throw new IllegalStateException("no address for the service " + service.id());
        }
        return address;
    }
}
