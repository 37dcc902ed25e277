package com.penguinmails.gateway.edge;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the platform stands.
 *
 * @param publicUrl what browsers and recipients see
 * @param corsAllowedOrigins exact origins besides the public one whose pages may call the API, without wildcards
 * @param trustedProxies addresses or CIDR ranges of our own balancers, whose X-Forwarded-For is believed
 */
@ConfigurationProperties("penguinmails.gateway.edge")
record EdgeProperties(
        URI publicUrl,
        @DefaultValue List<String> corsAllowedOrigins,
        @DefaultValue List<String> trustedProxies) {

    EdgeProperties {
        if (publicUrl.getScheme() == null || publicUrl.getAuthority() == null) {
            throw new IllegalArgumentException("PUBLIC_URL must be absolute, like https://app.example.com");
        }
        corsAllowedOrigins.forEach(EdgeProperties::requireOrigin);
    }

    /** Exact origins of pages that may call. */
    List<String> allowedOrigins() {
        // Behind a balancer the gateway does not see its own public address, so this origin is not recognised by
        // itself.
        return Stream.concat(corsAllowedOrigins.stream(), Stream.of(publicOrigin()))
                .toList();
    }

    /** Scheme and authority of the public URL. */
    String publicOrigin() {
        return publicUrl.getScheme() + "://" + publicUrl.getAuthority();
    }

    private static void requireOrigin(String origin) {
        URI uri = URI.create(origin);
        if (uri.getScheme() == null
                || uri.getHost() == null
                || !origin.equals(uri.getScheme() + "://" + uri.getAuthority())) {
            throw new IllegalArgumentException(
                    "CORS_ALLOWED_ORIGINS must list exact origins, like https://app.example.com; not " + origin);
        }
    }
}
