package com.penguinmails.acceptance.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An app that asks a person for leave to act, by code and PKCE (RFC 6749, RFC 7636). */
final class AppFlow {

    static final String CALLBACK = "https://app.example/callback";

    private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-0";

    private final String clientId;
    private final String scope;

    AppFlow(String clientId, String scope) {
        this.clientId = clientId;
        this.scope = scope;
    }

    /** The handle of a request that waits for a person's answer. */
    String ask() {
        Call begin = Call.of("GET", "/oauth2/authorize")
                .query("response_type", "code")
                .query("client_id", clientId)
                .query("redirect_uri", CALLBACK)
                .query("scope", scope)
                .query("state", "some-state")
                .query("code_challenge_method", "S256")
                .query("code_challenge", challenge());
        Answer answer = Gateway.send(begin);
        if (answer.status() != 302) {
            throw new IllegalStateException(answer + " to " + begin.target());
        }
        return query(answer.headers().firstValue("Location").orElseThrow()).getOrDefault("request", "");
    }

    /** Gets tokens for a request that the person approves. */
    void actFor(Person person) {
        JsonNode approved = Gateway.succeed(Call.of("POST", "/api/v1/oauth/requests/" + ask() + "/approval")
                        .bearer(person.token()))
                .json();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", clientId);
        form.put("redirect_uri", CALLBACK);
        form.put("code_verifier", VERIFIER);
        form.put("code", query(approved.path("redirectTo").asString()).getOrDefault("code", ""));
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + Call.encode(field.getValue()))
                .collect(Collectors.joining("&"));
        Gateway.succeed(Call.of("POST", "/oauth2/token")
                .body("application/x-www-form-urlencoded", body.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Map<String, String> query(String location) {
        return Arrays.stream(URI.create(location).getQuery().split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
