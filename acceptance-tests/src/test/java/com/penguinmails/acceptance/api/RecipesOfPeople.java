package com.penguinmails.acceptance.api;

import static com.penguinmails.acceptance.api.Json.object;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Accounts, sign-ins, second factors and what a person sees of their own. */
final class RecipesOfPeople {

    private static final String AUTH = "/api/v1/auth";
    private static final String ME = "/api/v1/users/me";
    private static final String GUESS = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private RecipesOfPeople() {}

    static final List<Recipe> ALL = List.of(
            Recipe.of("POST " + AUTH + "/signup")
                    .body(person -> object(
                            "email",
                            "new-" + UUID.randomUUID() + "@people.example",
                            "password",
                            "correct horse battery staple",
                            "name",
                            person.mark()))
                    .address("email"),
            Recipe.of("POST " + AUTH + "/resend-verification")
                    .body(person -> object("email", "nobody-" + person.mark() + "@people.example"))
                    .address("email"),
            Recipe.of("POST " + AUTH + "/forgot-password")
                    .body(person -> object("email", "nobody-" + person.mark() + "@people.example"))
                    .address("email"),
            Recipe.of("POST " + AUTH + "/verify-email").body("token", GUESS).secret("token"),
            Recipe.of("POST " + AUTH + "/confirm-email-change")
                    .body("token", GUESS)
                    .secret("token"),
            Recipe.of("POST " + AUTH + "/reset-password")
                    .body("token", GUESS, "password", "correct horse battery staple")
                    .secret("token"),
            Recipe.of("POST " + AUTH + "/login")
                    .body(person -> object(
                            "email",
                            person.owner().email(),
                            "password",
                            person.owner().password(),
                            "tenantId",
                            person.tenantId()))
                    .last(),
            Recipe.of("POST " + AUTH + "/login/second-factor")
                    .body("challenge", GUESS, "code", "123456")
                    .secret("challenge"),
            Recipe.of("POST " + AUTH + "/passkey/options").secret("nothing"),
            Recipe.of("POST " + AUTH + "/passkey")
                    .body(person -> object(
                            "credential",
                            object("id", GUESS, "rawId", GUESS, "type", "public-key", "response", object()),
                            "tenantId",
                            person.tenantId()))
                    .secret("credential"),
            Recipe.of("POST " + AUTH + "/sso/start")
                    .body(person -> object("email", "nobody@" + person.mark().toLowerCase(Locale.ROOT) + ".example"))
                    .address("email"),
            Recipe.of("POST " + AUTH + "/sso/complete")
                    .body("handle", GUESS, "state", GUESS, "code", "a-code")
                    .secret("handle"),
            // Of sign-ins for which a provider vouched; a resident's is their own, so there is nothing to renew there.
            Recipe.of("POST " + AUTH + "/step-up/sso").last(),
            Recipe.of("POST " + AUTH + "/step-up/sso/complete")
                    .body("handle", GUESS, "state", GUESS, "code", "a-code")
                    .secret("handle")
                    .last(),
            Recipe.of("POST " + AUTH + "/refresh")
                    .body(person ->
                            object("refreshToken", person.owner().refreshToken(), "tenantId", person.tenantId()))
                    .last(),
            Recipe.of("POST " + AUTH + "/step-up")
                    .body(person -> object("password", person.owner().password()))
                    .last(),
            Recipe.of("POST " + AUTH + "/change-password")
                    .body(person -> object(
                            "currentPassword",
                            person.owner().password(),
                            "newPassword",
                            person.owner().password()))
                    .last(),
            Recipe.of("POST " + AUTH + "/logout").last(),
            Recipe.of("GET " + ME),
            Recipe.of("PATCH " + ME).body(person -> object("name", person.mark())),
            // Residents own a tenant, so all of them are told to hand it over first.
            Recipe.of("DELETE " + ME)
                    .body(person -> object(
                            "confirmation", "DELETE", "password", person.owner().password()))
                    .atTheEnd(),
            Recipe.of("POST " + ME + "/email")
                    .body(person -> object("email", "other-" + person.mark() + "@people.example")),
            Recipe.of("GET " + ME + "/preferences"),
            Recipe.of("PATCH " + ME + "/preferences").body("theme", "dark", "weeklyReports", true),
            Recipe.of("GET " + ME + "/security"),
            Recipe.of("POST " + ME + "/totp"),
            Recipe.of("POST " + ME + "/totp/confirm").body("code", "123456"),
            Recipe.of("DELETE " + ME + "/totp").last(),
            Recipe.of("POST " + ME + "/recovery-codes"),
            Recipe.of("POST " + ME + "/passkeys/options"),
            Recipe.of("POST " + ME + "/passkeys")
                    .body(person -> object(
                            "name",
                            person.mark(),
                            "credential",
                            object("id", GUESS, "rawId", GUESS, "type", "public-key", "response", object()))),
            Recipe.of("GET " + ME + "/passkeys"),
            Recipe.of("DELETE " + ME + "/passkeys/{id}").with("id", "passkey").last(),
            Recipe.of("GET " + ME + "/apps"),
            Recipe.of("DELETE " + ME + "/apps/{id}").with("id", "app-grant").last(),
            Recipe.of("GET /api/v1/oauth/requests/{request}")
                    .with("request", "app-request")
                    .secret("request"),
            Recipe.of("POST /api/v1/oauth/requests/{request}/denial")
                    .with("request", "app-request")
                    .secret("request")
                    .atTheEnd(),
            Recipe.of("POST /api/v1/oauth/requests/{request}/approval")
                    .with("request", "app-request")
                    .secret("request")
                    .forMembersOnly()
                    .last(),
            Recipe.of("GET " + ME + "/sessions"),
            Recipe.of("DELETE " + ME + "/sessions/{id}").with("id", "session").last(),
            Recipe.of("DELETE " + ME + "/sessions").last(),
            Recipe.of("GET " + ME + "/notifications"),
            Recipe.of("GET " + ME + "/notifications/unread-count"),
            Recipe.of("POST " + ME + "/notifications/{id}/read").with("id", "notification"),
            Recipe.of("POST " + ME + "/notifications/read-all"),
            Recipe.of("DELETE " + ME + "/notifications/{id}")
                    .with("id", "notification")
                    .last());
}
