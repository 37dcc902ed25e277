package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

/** People let programs act for them: the whole flow, and what it must withstand. */
class AppsIT extends UserServiceFixture {

    private static final String APPS = "/api/v1/oauth/apps";
    private static final String GRANTS = "/api/v1/users/me/apps";
    private static final String READ = "campaign:read";
    private static final String SEND = "campaign:send";

    private String owner = "";
    private UUID tenant = new UUID(0, 0);

    @BeforeEach
    void aTenant() {
        owner = verifiedPerson();
        tenant = memberships.join(
                idOf(owner), "Acme", "owner", READ, SEND, "api-key:manage", "api-key:read", "member:manage");
    }

    @Test
    void anAppActsForAPersonWithWhatTheyGranted() throws ParseException {
        AppClient app = app(READ, SEND);

        Answer tokens = app.redeem(app.code(READ, tokenOf(owner)));

        assertThat(tokens.status()).as("%s", tokens).isEqualTo(200);
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.body().path("expires_in").asLong(0)).isBetween(800L, 900L);
        assertThat(tokens.text("scope")).isEqualTo(READ);
        assertThat(tokens.header("Cache-Control")).contains("no-store");
        JWTClaimsSet claims = claims(tokens);
        assertThat(claims.getSubject()).isEqualTo(idOf(owner).toString());
        assertThat(claims.getAudience()).containsExactly("penguinmails-api");
        assertThat(claims.getStringClaim("client_id")).isEqualTo(app.clientId);
        assertThat(claims.getStringClaim("tid")).isEqualTo(tenant.toString());
        assertThat(claims.getStringListClaim("permissions")).containsExactly(READ);
        assertThat(claims.getClaims()).doesNotContainKeys("auth_time", "amr", "role", "staff_role");
        assertThat(get(APPS, tokens.text("access_token")).code())
                .as("what was not granted")
                .isEqualTo("permission-required");
        assertThat(get("/api/v1/users/me", tokens.text("access_token")).code())
                .as("what no permission limits")
                .isEqualTo("sign-in-required");
    }

    @Test
    void thePersonSeesWhoAsksForWhatBeforeTheySayYes() {
        AppClient app = app(READ, SEND);
        String member = member("member", READ);

        Answer shown = get("/api/v1/oauth/requests/" + app.asked(READ + " " + SEND), tokenOf(member));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text("appName")).isEqualTo("Reporter");
        assertThat(shown.text("tenantId")).isEqualTo(tenant.toString());
        assertThat(shown.text("redirectsTo")).isEqualTo("https://app.example");
        assertThat(shown.body().path("scopes").toString())
                .contains("{\"scope\":\"campaign:read\",\"yours\":true}")
                .contains("{\"scope\":\"campaign:send\",\"yours\":false}");
        assertThat(get("/api/v1/oauth/requests/" + app.asked(READ), null).status())
                .isEqualTo(401);
        assertThat(get("/api/v1/oauth/requests/" + "x".repeat(43), tokenOf(member))
                        .status())
                .isEqualTo(404);
        assertThat(get("/api/v1/oauth/requests/nonsense", tokenOf(member)).status())
                .isEqualTo(404);
    }

    @Test
    void aNoIsToldToTheAppAndDecidesTheRequest() {
        AppClient app = app(READ);
        String request = app.asked(READ);
        String token = tokenOf(owner);

        Answer denied = post("/api/v1/oauth/requests/" + request + "/denial", "", token);

        assertThat(denied.text("redirectTo"))
                .isEqualTo(AppClient.CALLBACK
                        + "?error=access_denied&state=af0ifjsldkj&iss=https%3A%2F%2Fpenguinmails.test");
        assertThat(post("/api/v1/oauth/requests/" + request + "/approval", "", token)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aYesAsksForARecentProofAndCountsOnce() {
        AppClient app = app(READ);
        String request = "/api/v1/oauth/requests/" + app.asked(READ) + "/approval";
        String token = tokenOf(owner);
        clock.advance(Duration.ofMinutes(11));
        String stale = "/api/v1/oauth/requests/" + app(READ).asked(READ) + "/approval";
        assertThat(post(stale, "", token).code()).isEqualTo("step-up-required");

        String fresh = tokenOf(owner);
        assertThat(post(request, "", fresh).status()).as("ten minutes are over").isEqualTo(404);
        assertThat(post(stale, "", fresh).status()).isEqualTo(200);
        assertThat(post(stale, "", fresh).status()).isEqualTo(404);
    }

    @Test
    void nobodyGrantsAboveThemselves() throws ParseException {
        AppClient app = app(READ, SEND);
        String member = member("member", READ);

        Answer tokens = app.redeem(app.code(READ + " " + SEND, tokenOf(member)));
        assertThat(tokens.text("scope")).isEqualTo(READ);
        assertThat(claims(tokens).getStringListClaim("permissions")).containsExactly(READ);

        String other = member("viewer", "analytics:read");
        Answer nothing = post("/api/v1/oauth/requests/" + app.asked(SEND) + "/approval", "", tokenOf(other));
        assertThat(nothing.code()).isEqualTo("permission-required");
    }

    @Test
    void whatThePersonLosesTheAppLoses() throws ParseException {
        AppClient app = app(READ, SEND);
        String member = member("member", READ, SEND);
        Answer tokens = app.redeem(app.code(READ + " " + SEND, tokenOf(member)));

        memberships.leave(idOf(member), tenant);
        memberships.joinIn(tenant, idOf(member), "Acme", "viewer", READ);
        Answer fewer = app.refresh(tokens.text("refresh_token"));
        assertThat(claims(fewer).getStringListClaim("permissions")).containsExactly(READ);

        memberships.leave(idOf(member), tenant);
        Answer none = app.refresh(fewer.text("refresh_token"));
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void aPersonOfAnotherTenantCannotLetItIn() {
        AppClient app = app(READ);
        String stranger = verifiedPerson();
        memberships.join(idOf(stranger), "Other", "owner", READ);

        Answer refused = post("/api/v1/oauth/requests/" + app.asked(READ) + "/approval", "", tokenOf(stranger));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("tenant-required");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no verifier, ,invalid_request",
        "a short verifier, abc,invalid_request",
        "the challenge as plain verifier, CHALLENGE,invalid_grant",
        "another verifier, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,invalid_grant"
    })
    void withoutTheVerifierACodeIsWorthNothing(String what, String sent, String error) {
        AppClient app = app(READ);
        String code = app.code(READ, tokenOf(owner));
        var parameters = new HashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                app.clientId,
                "code",
                code,
                "redirect_uri",
                AppClient.CALLBACK));
        if (sent != null) {
            parameters.put("code_verifier", sent.equals("CHALLENGE") ? AppClient.challenge(app.verifier) : sent);
        }

        Answer refused = app.token(parameters);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo(error);
        assertThat(refused.body().has("access_token")).isFalse();
    }

    @Test
    void aCodeInWrongHandsIsVoid() {
        AppClient app = app(READ);
        AppClient other = app(READ);
        String code = app.code(READ, tokenOf(owner));

        assertThat(other.token(Map.of(
                                "grant_type", "authorization_code",
                                "client_id", other.clientId,
                                "code", code,
                                "redirect_uri", AppClient.CALLBACK,
                                "code_verifier", app.verifier))
                        .text("error"))
                .as("of another app, even with the right verifier")
                .isEqualTo("invalid_grant");
        assertThat(app.redeem(code).text("error")).as("from then on").isEqualTo("invalid_grant");
    }

    @Test
    void aCodeGoesWithTheAddressItWasSentTo() {
        AppClient app = app(READ);
        String code = app.code(READ, tokenOf(owner));

        assertThat(app.token(Map.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                app.clientId,
                                "code",
                                code,
                                "redirect_uri",
                                "https://app.example/other",
                                "code_verifier",
                                app.verifier))
                        .text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aCodeThatComesBackEndsWhatItGave() {
        AppClient app = app(READ);
        String code = app.code(READ, tokenOf(owner));
        Answer tokens = app.redeem(code);
        assertThat(app.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);

        assertThat(app.redeem(code).text("error")).isEqualTo("invalid_grant");

        assertThat(app.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(get(GRANTS, tokenOf(owner)).body().path("items").size()).isZero();
    }

    @Test
    void ofManyThatRedeemACodeAtOnceNoneKeepsATokenThatLives() throws Exception {
        AppClient app = app(READ);
        String code = app.code(READ, tokenOf(owner));
        int granted = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> app.redeem(code)))
                    .toList();
            for (var answer : answers) {
                granted += answer.get().status() == 200 ? 1 : 0;
            }
        }

        assertThat(granted).isEqualTo(1);
        assertThat(sql().sql("select count(*) from users.sessions where app_id is not null and account_id = ?")
                        .param(idOf(owner))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(get(GRANTS, tokenOf(owner)).body().path("items").size())
                .as("nineteen came back with a used code")
                .isZero();
    }

    @Test
    void aCodeIsGoodForAMinute() {
        AppClient app = app(READ);
        String code = app.code(READ, tokenOf(owner));
        clock.advance(Duration.ofSeconds(60));

        assertThat(app.redeem(code).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void whileTenantsCannotBeAskedTheCodeStaysGood() {
        AppClient app = app(READ);
        String code = app.code(READ, tokenOf(owner));
        memberships.away(true);

        Answer away = app.redeem(code);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.text("error")).isEqualTo("temporarily_unavailable");
        assertThat(away.headers()).containsKey("Retry-After");

        memberships.away(false);
        assertThat(app.redeem(code).status()).isEqualTo(200);
    }

    /** Nothing is sent to an address that is not surely the app's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/callback",
                "https://app.example/callback/",
                "https://app.example/callback?x=1",
                "https://app.example.evil.example/callback",
                "http://app.example/callback",
                "https://app.example@evil.example/callback",
                "https://app.example/callback#fragment",
                "javascript:alert(1)",
                "http://localhost/callback",
                ""
            })
    void aForeignAddressGetsNothing(String address) {
        AppClient app = app(READ);
        Map<String, String> request = app.request(READ);
        request.put("redirect_uri", address);

        Answer refused = app.authorize(request);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("authorization-request-invalid");
        assertThat(refused.headers()).doesNotContainKey("Location");
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge, ,invalid_request",
        "code_challenge_method,plain,invalid_request",
        "code_challenge_method, ,invalid_request",
        "response_type,token,unsupported_response_type",
        "scope,member:manage,invalid_scope",
        "scope,campaign:send,invalid_scope",
        "scope,openid,invalid_scope"
    })
    void aRequestThatIsNotGoodIsToldToTheApp(String parameter, String value, String error) {
        AppClient app = app(READ);
        Map<String, String> request = app.request(READ);
        if (value == null) {
            request.remove(parameter);
        } else {
            request.put(parameter, value);
        }

        Answer refused = app.authorize(request);

        if (refused.status() == 302) {
            assertThat(AppClient.location(refused).toString()).startsWith(AppClient.CALLBACK + "?error=");
            assertThat(AppClient.query(AppClient.location(refused)))
                    .containsEntry("error", error)
                    .containsEntry("state", "af0ifjsldkj");
        } else {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("authorization-request-invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "worker", "no-such-app", "%00", "00000000-0000-0000-0000-000000000000.x"})
    void whoIsNoAppGetsNothing(String clientId) {
        Map<String, String> request = app(READ).request(READ);
        request.put("client_id", clientId);

        Answer refused = app(READ).authorize(request);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers()).doesNotContainKey("Location");
    }

    @Test
    void aStateThatIsNoTextOrTooLongIsRefused() {
        AppClient app = app(READ);
        for (String state : List.of("x".repeat(2_001), "ünïcode", "a\u0001b")) {
            Map<String, String> request = app.request(READ);
            request.put("state", state);
            assertThat(app.authorize(request).status()).as(state).isEqualTo(400);
        }
    }

    @Test
    void refreshTokensOfAppsRotateLikeThoseOfPeople() {
        AppClient app = app(READ);
        String first = app.redeem(app.code(READ, tokenOf(owner))).text("refresh_token");
        String second = app.refresh(first).text("refresh_token");
        assertThat(second).isNotEqualTo(first);
        assertThat(app.refresh(first).text("refresh_token"))
                .as("a lost answer is given again")
                .isEqualTo(second);

        clock.advance(Duration.ofSeconds(11));
        assertThat(app.refresh(first).text("error")).isEqualTo("invalid_grant");
        assertThat(app.refresh(second).text("error"))
                .as("two held it, so all ends")
                .isEqualTo("invalid_grant");
    }

    @Test
    void fiftyRefreshesAtOnceGetOneSuccessor() throws Exception {
        AppClient app = app(READ);
        String token = app.redeem(app.code(READ, tokenOf(owner))).text("refresh_token");
        Set<String> successors = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> app.refresh(token)))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
                successors.add(answer.get().text("refresh_token"));
            }
        }
        assertThat(successors).hasSize(1);
    }

    @Test
    void tokensOfPeopleAndOfAppsAndOfOtherAppsDoNotMix() {
        AppClient app = app(READ);
        AppClient other = app(READ);
        String ofApp = app.redeem(app.code(READ, tokenOf(owner))).text("refresh_token");
        String ofPerson = login(owner, PASSWORD).text("refreshToken");

        assertThat(other.refresh(ofApp).text("error")).isEqualTo("invalid_grant");
        assertThat(app.refresh(ofPerson).text("error")).isEqualTo("invalid_grant");
        assertThat(refresh(ofApp).code()).isEqualTo("refresh-token-invalid");
        assertThat(app.refresh(ofApp).status()).as("nothing was used up").isEqualTo(200);
        assertThat(refresh(ofPerson).status()).isEqualTo(200);
    }

    @Test
    void aRefreshCannotAskForMore() {
        AppClient app = app(READ, SEND);
        String token = app.redeem(app.code(READ, tokenOf(owner))).text("refresh_token");

        Answer more = app.token(Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                app.clientId,
                "refresh_token",
                token,
                "scope",
                READ + " " + SEND));

        assertThat(more.text("error")).isEqualTo("invalid_scope");
        assertThat(app.refresh(token).status()).isEqualTo(200);
    }

    @Test
    void aPersonSeesTheAppsThatActForThemAndEndsThat() {
        AppClient app = app(READ);
        Answer tokens = app.redeem(app.code(READ, tokenOf(owner)));
        String token = tokenOf(owner);

        var items = get(GRANTS, token).body().path("items");
        assertThat(items.size()).isEqualTo(1);
        assertThat(items.get(0).path("name").asString("")).isEqualTo("Reporter");
        assertThat(items.get(0).path("scopes").toString()).isEqualTo("[\"campaign:read\"]");
        assertThat(get("/api/v1/users/me/sessions", token).body().path("items").size())
                .as("no sign-in of the person")
                .isEqualTo(sql().sql("select count(*)::int from users.sessions where account_id = ? and app_id is null")
                        .param(idOf(owner))
                        .query(Integer.class)
                        .single());
        String id = items.get(0).path("id").asString("");
        assertThat(delete(GRANTS + "/" + id, tokenOf(verifiedPerson())).status())
                .as("somebody else's")
                .isEqualTo(404);
        assertThat(delete(GRANTS + "/" + id, token).status()).isEqualTo(204);

        assertThat(app.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(get(GRANTS, token).body().path("items").size()).isZero();
    }

    @Test
    void anAppThatIsRevokedLosesEverything() {
        AppClient app = app(READ);
        Answer tokens = app.redeem(app.code(READ, tokenOf(owner)));
        String code = app.code(READ, tokenOf(owner));
        String request = app.asked(READ);
        String id = app.clientId.substring(37);

        assertThat(delete(APPS + "/" + id, tokenOf(owner)).status()).isEqualTo(204);

        assertThat(app.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_client");
        assertThat(app.redeem(code).text("error")).isEqualTo("invalid_client");
        assertThat(app.authorize(app.request(READ)).status()).isEqualTo(400);
        assertThat(post("/api/v1/oauth/requests/" + request + "/approval", "", tokenOf(owner))
                        .status())
                .isEqualTo(404);
        assertThat(get(GRANTS, tokenOf(owner)).body().path("items").size()).isZero();
        assertThat(get(APPS + "/" + id, tokenOf(owner)).status()).isEqualTo(404);
        assertThat(delete(APPS + "/" + id, tokenOf(owner)).status()).isEqualTo(404);
    }

    @Test
    void anotherPasswordEndsWhatAppsWereGiven() {
        AppClient app = app(READ);
        Answer tokens = app.redeem(app.code(READ, tokenOf(owner)));

        post(
                "/api/v1/auth/change-password",
                Map.of("currentPassword", PASSWORD, "newPassword", PASSWORD + " again"),
                tokenOf(owner));

        assertThat(app.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void whoManagesKeysManagesAppsOfTheirTenantAndOfNoOther() {
        AppClient app = app(READ);
        String id = app.clientId.substring(37);
        String stranger = verifiedPerson();
        memberships.join(idOf(stranger), "Other", "owner", READ, "api-key:manage", "api-key:read");
        String member = member("member", READ);

        assertThat(get(APPS, tokenOf(owner)).body().path("items").size()).isEqualTo(1);
        assertThat(get(APPS, tokenOf(stranger)).body().path("items").size()).isZero();
        assertThat(get(APPS + "/" + id, tokenOf(stranger)).status()).isEqualTo(404);
        assertThat(delete(APPS + "/" + id, tokenOf(stranger)).status()).isEqualTo(404);
        assertThat(get(APPS, tokenOf(member)).code()).isEqualTo("permission-required");
        assertThat(post(APPS, newApp(READ), tokenOf(member)).code()).isEqualTo("permission-required");
        assertThat(post(APPS, newApp(READ), null).status()).isEqualTo(401);
    }

    @Test
    void anAppIsRegisteredOnceHoweverOftenItIsAsked() {
        String token = tokenOf(owner);
        String key = UUID.randomUUID().toString();

        Answer first = register(newApp(READ), token, key);
        Answer again = register(newApp(READ), token, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo(APPS + "/" + first.text("id"));
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(register(newApp(SEND), token, key).code()).isEqualTo("idempotency-key-reused");
        assertThat(get(APPS, token).body().path("items").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example/cb",
                "https://app.example/cb#x",
                "https://user@app.example/cb",
                "http://localhost/cb",
                "javascript:alert(1)",
                "data:text/html,x",
                "myapp:/cb",
                "/cb",
                "https://",
                "https://app.example/\u0001"
            })
    void addressesThatAreNotSafeAreNotRegistered(String address) {
        Answer refused = post(
                APPS,
                Map.of("name", "Reporter", "redirectUris", List.of(address), "scopes", List.of(READ)),
                tokenOf(owner));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"billing:read", "member:manage", "api-key:manage", "platform:staff:manage", "nonsense"})
    void nobodyRegistersScopesAboveTheirOwnOrThoseForPeopleOnly(String scope) {
        assertThat(post(APPS, newApp(READ, scope), tokenOf(owner)).code()).isEqualTo("scope-above-yours");
    }

    @Test
    void aServiceCannotComeThisWay() {
        AppClient worker = new AppClient(this, "worker");

        assertThat(worker.redeem("whatever").status()).isEqualTo(401);
        assertThat(worker.token(Map.of("grant_type", "client_credentials", "client_id", "worker", "scope", "internal"))
                        .status())
                .isEqualTo(401);
        AppClient app = app(READ);
        assertThat(app.token(Map.of("grant_type", "client_credentials", "client_id", app.clientId, "scope", READ))
                        .status())
                .isEqualTo(401);
        assertThat(app.token(Map.of("grant_type", "password", "client_id", app.clientId))
                        .status())
                .isIn(400, 401);
    }

    @Test
    void registeringAndRevokingStandInTheAuditLog() {
        AppClient app = app(READ);
        delete(APPS + "/" + app.clientId.substring(37), tokenOf(owner));

        assertThat(sql().sql("""
                        select payload::json ->> 'action' from queue.jobs where tenant_id = ? and kind = 'tenant.record-act' order by id""").param(tenant).query(String.class).list())
                .containsExactly("app.registered", "app.revoked");
    }

    private AppClient app(String... scopes) {
        Answer registered = post(APPS, newApp(scopes), tokenOf(owner));
        assertThat(registered.status()).as("%s", registered).isEqualTo(201);
        return new AppClient(this, registered.text("clientId"));
    }

    private static Map<String, Object> newApp(String... scopes) {
        return Map.of("name", "Reporter", "redirectUris", List.of(AppClient.CALLBACK), "scopes", List.of(scopes));
    }

    private Answer register(Map<String, Object> app, String token, String key) {
        return answer(http.post()
                .uri(APPS)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(app)
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    private String member(String role, String... permissions) {
        String email = verifiedPerson();
        memberships.joinIn(tenant, idOf(email), "Acme", role, permissions);
        return email;
    }

    private static JWTClaimsSet claims(Answer tokens) throws ParseException {
        return SignedJWT.parse(tokens.text("access_token")).getJWTClaimsSet();
    }
}
