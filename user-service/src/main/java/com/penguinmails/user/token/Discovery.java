package com.penguinmails.user.token;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * What {@code /.well-known/openid-configuration} says: the framework's answer without what nobody can use here. Clients believe this document, so it
 * must not offer more than there is.
 */
final class Discovery {

    private static final Set<String> NOT_OFFERED = Set.of(
            "userinfo_endpoint",
            "end_session_endpoint",
            "device_authorization_endpoint",
            "pushed_authorization_request_endpoint",
            "revocation_endpoint",
            "revocation_endpoint_auth_methods_supported",
            "introspection_endpoint",
            "introspection_endpoint_auth_methods_supported",
            "tls_client_certificate_bound_access_tokens",
            "dpop_signing_alg_values_supported");

    private Discovery() {}

    static void tellTheTruth(Map<String, Object> claims) {
        claims.keySet().removeAll(NOT_OFFERED);
        claims.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"));
        claims.put("token_endpoint_auth_methods_supported", List.of("none", "client_secret_basic"));
        claims.put("code_challenge_methods_supported", List.of("S256"));
        claims.put("authorization_response_iss_parameter_supported", true);
        // Apps ask for permissions, which differ from app to app; there are no id tokens.
        claims.remove("scopes_supported");
        claims.put("id_token_signing_alg_values_supported", List.of(SignatureAlgorithm.ES256.getName()));
    }
}
