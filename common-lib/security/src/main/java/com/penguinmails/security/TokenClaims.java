package com.penguinmails.security;

import com.penguinmails.tokens.TokenDecoder;

/** Names inside our tokens; issuer and verifiers read them from here. */
public final class TokenClaims {

    /** Audience of every token that speaks for a person. */
    public static final String API_AUDIENCE = "penguinmails-api";

    /** Header {@code typ} of an access token, RFC 9068. */
    public static final String TYPE = TokenDecoder.TYPE;

    public static final String TENANT = "tid";
    public static final String SESSION = "sid";
    public static final String ROLE = "role";
    public static final String PERMISSIONS = "permissions";
    /** Id of the API key for which the token was made; absent in the token of a sign-in. */
    public static final String API_KEY = "api_key";
    /** Id of the app that acts for the person, RFC 9068 §2.2; absent in the token of a sign-in. */
    public static final String CLIENT = "client_id";

    /** True when a tenant's identity provider vouched for the person; such a sign-in works in that tenant alone. */
    public static final String BOUND = "bound";

    /** The role on the platform's own staff; absent for everybody else. */
    public static final String STAFF_ROLE = "staff_role";

    /** When the person last proved who they are; seconds since 1970. OpenID Connect Core §2. */
    public static final String AUTH_TIME = "auth_time";

    /** How the person proved it; values of RFC 8176. */
    public static final String AUTH_METHODS = "amr";

    public static final String EMAIL_VERIFIED = "email_verified";

    /** Scope of every token between services. */
    public static final String INTERNAL_SCOPE = "internal";

    /** Names the tenant on a call between services; believed only together with a service token. */
    public static final String TENANT_HEADER = "PM-Tenant";

    private TokenClaims() {}
}
