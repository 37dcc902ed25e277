package com.penguinmails.user.sso;

import com.penguinmails.crypto.TenantCipher;
import com.penguinmails.user.sso.GuardedHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Brings the code to the provider and takes the id token home. */
@Component
class CodeExchange {

    private static final String BASIC = "client_secret_basic";
    private static final String POST = "client_secret_post";
    private static final int SERVER_ERROR = 500;

    private final GuardedHttp http;
    private final TenantCipher cipher;
    private final RedirectPages pages;
    private final JsonMapper json;

    CodeExchange(GuardedHttp http, TenantCipher cipher, RedirectPages pages, JsonMapper json) {
        this.http = http;
        this.cipher = cipher;
        this.pages = pages;
        this.json = json;
    }

    /** Refuses with {@code sso-failed} or {@code identity-provider-unavailable}. */
    String idToken(Connection connection, ProviderMetadata provider, String code, Handle handle) {
        String secret = cipher.decrypt(connection.tenant(), connection.sealedSecret(), Connection.PLACE);
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                pages.of(connection.tenant()),
                "code_verifier",
                handle.verifier()));
        // OpenID Connect Discovery §3: silence means basic.
        boolean inBody =
                provider.authMethods().contains(POST) && !provider.authMethods().contains(BASIC);
        if (inBody) {
            form.put("client_id", connection.clientId());
            form.put("client_secret", secret);
        }
        try {
            Answer answer =
                    http.post(provider.tokenEndpoint(), form, inBody ? null : basic(connection.clientId(), secret));
            if (answer.status() >= SERVER_ERROR) {
                throw ProviderTrouble.unavailable("the token endpoint answered " + answer.status());
            }
            if (!answer.isGood()) {
                throw ProviderTrouble.refused("the token endpoint answered " + answer.status());
            }
            String token = json.readTree(answer.body()).path("id_token").asString("");
            if (token.isEmpty()) {
                throw ProviderTrouble.refused("there is no id token");
            }
            return token;
        } catch (GuardedHttp.NoAnswer failure) {
            throw ProviderTrouble.unavailable(failure);
        } catch (JacksonException noJson) {
            throw ProviderTrouble.unavailable("the token endpoint answered no JSON");
        }
    }

    /** RFC 6749 §2.3.1: both parts are encoded as in a form first. */
    private static String basic(String id, String secret) {
        String pair =
                URLEncoder.encode(id, StandardCharsets.UTF_8) + ":" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }
}
