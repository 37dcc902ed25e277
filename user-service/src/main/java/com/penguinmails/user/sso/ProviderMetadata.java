package com.penguinmails.user.sso;

import java.util.Set;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0 §3).
 *
 * @param namesItself whether its answers carry {@code iss} (RFC 9207); they must then
 * @param authMethods how clients may prove themselves at its token endpoint
 */
record ProviderMetadata(
        String issuer,
        String authorizationEndpoint,
        String tokenEndpoint,
        String jwksUri,
        boolean namesItself,
        Set<String> authMethods) {

    ProviderMetadata {
        authMethods = Set.copyOf(authMethods);
    }
}
