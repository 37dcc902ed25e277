package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.contracts.tenant.TenantEvents.TenantStanding;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** People sign in through their company's provider, a real one. */
class SsoIT extends SsoFixture {

    @Autowired
    private RealProvider provider;

    private String clientId = "";
    private String subject = "";
    private String email = "";

    @BeforeEach
    void aProvider() {
        clientId = provider.client(redirectUri());
        subject = "employee-" + UUID.randomUUID();
        email = "ana." + subject.substring(9, 17) + "@" + domain;
        employee(Map.of());
    }

    private void employee(Map<String, Object> bent) {
        var claims = new HashMap<String, Object>(Map.of(
                "email",
                email,
                "email_verified",
                true,
                "name",
                "Ana Employee",
                "auth_time",
                Date.from(clock.instant())));
        claims.putAll(bent);
        provider.person(subject, claims);
    }

    private void connected(boolean enforced, @Nullable String joinRole) {
        Answer connected = connect(provider.issuer(), clientId, enforced, joinRole);
        assertThat(connected.status()).as("%s", connected).isEqualTo(200);
    }

    private Answer signIn() {
        Answer started = start();
        return complete(started, provider.visit(started.text("authorizationUrl"), subject));
    }

    @Test
    void anEmployeeComesInAndBecomesAMember() throws Exception {
        connected(false, "member");

        Answer tokens = signIn();

        assertThat(tokens.status()).as("%s", tokens).isEqualTo(200);
        assertThat(tokens.text("tenantId")).isEqualTo(tenant.toString());
        assertThat(tokens.body().path("tenants").size()).isEqualTo(1);
        var claims = claimsOf(tokens);
        assertThat(claims.getSubject()).isEqualTo(idOf(email).toString());
        assertThat(claims.getStringClaim("tid")).isEqualTo(tenant.toString());
        assertThat(claims.getStringClaim("role")).isEqualTo("member");
        assertThat(claims.getBooleanClaim("bound")).isTrue();
        assertThat(claims.getBooleanClaim("email_verified")).isTrue();
        assertThat(claims.getStringListClaim("amr")).containsExactly("fed");
        assertThat(claims.getLongClaim("auth_time")).isEqualTo(clock.instant().getEpochSecond());
        assertThat(get("/api/v1/users/me", tokens.text("accessToken")).text("name"))
                .isEqualTo("Ana Employee");

        Answer again = signIn();
        assertThat(claimsOf(again).getSubject()).as("the same person").isEqualTo(claims.getSubject());
    }

    @Test
    void theAddressLeadsToTheProviderWhoeverHasIt() {
        connected(false, "member");

        Answer known = post(START, Map.of("email", email));
        signIn();
        Answer nobody = post(START, Map.of("email", "nobody@" + domain));

        assertThat(known.status()).isEqualTo(200);
        assertThat(nobody.status()).isEqualTo(200);
        assertThat(nobody.text("authorizationUrl").replaceAll("(state|nonce|code_challenge|login_hint)=[^&]*", ""))
                .isEqualTo(
                        known.text("authorizationUrl").replaceAll("(state|nonce|code_challenge|login_hint)=[^&]*", ""));
        assertThat(nobody.text("authorizationUrl")).contains("login_hint=nobody%40" + domain);
    }

    @Test
    void whereThereIsNoProviderTheAnswerIsTheSameForAll() {
        UUID unknown = UUID.randomUUID();
        Answer ofUnknown = post(START, Map.of("tenantId", unknown));
        Answer without = post(START, Map.of("tenantId", tenant));
        Answer byDomain = post(START, Map.of("email", "ana@" + domain));
        Answer elsewhere = post(START, Map.of("email", "ana@gmail.example"));

        for (Answer answer : List.of(ofUnknown, without, byDomain, elsewhere)) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("sso-unavailable");
            assertThat(answer.text("detail")).isEqualTo(ofUnknown.text("detail"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"no address\"}",
                "{\"tenantId\":\"x\"}",
                "{\"email\":\"a@b.example\",\"tenantId\":\"018f2f3e-0000-7000-8000-000000000001\"}",
                "{\"email\":\"a@b.example\",\"x\":1}",
                "[]",
                ""
            })
    void whatIsNoStartIsRefused(String body) {
        assertThat(post(START, body).status()).isEqualTo(400);
    }

    @Test
    void nobodyJoinsWhereTheTenantDidNotSaySo() {
        connected(false, null);

        Answer refused = signIn();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("sso-no-membership");
        nobodyHas(email);
    }

    @Test
    void whereThereIsNoRoomThatIsSaid() {
        connected(false, "member");
        federatedMembers.full(true);

        assertThat(signIn().code()).isEqualTo("tenant-quota-exceeded");
    }

    @Test
    void aMemberKeepsTheirRoleAndTheirAccount() throws Exception {
        connected(false, "viewer");
        assertThat(signUp(email).status()).isEqualTo(202);
        verify(email);
        UUID account = idOf(email);
        memberships.joinIn(tenant, account, "Acme", "manager", "campaign:send");

        Answer tokens = signIn();

        assertThat(claimsOf(tokens).getSubject()).isEqualTo(account.toString());
        assertThat(claimsOf(tokens).getStringClaim("role")).isEqualTo("manager");
        assertThat(login(email, PASSWORD).status()).as("the password stays").isEqualTo(200);
        deliverMails(email);
        assertThat(mail().to(email).getLast().content()).contains("identity provider");
    }

    /** Whoever signed up with somebody else's address must not sit in the account when its owner comes. */
    @Test
    void anAccountThatWasLaidInWaitIsTakenFromWhoeverLaidIt() {
        connected(false, "member");
        assertThat(signUp(email).status()).isEqualTo(202);
        Answer squatter = login(email, PASSWORD);
        assertThat(squatter.status()).isEqualTo(200);

        Answer tokens = signIn();

        assertThat(claimsOf(tokens).getSubject()).isEqualTo(idOf(email).toString());
        assertThat(login(email, PASSWORD).code()).isEqualTo("login-failed");
        assertThat(refresh(squatter.text("refreshToken")).code()).isEqualTo("session-revoked");
    }

    @Test
    void theSignInIsGoodInThatTenantAndInNoOther() throws Exception {
        connected(false, "member");
        signIn();
        UUID other = memberships.join(idOf(email), "Other", "owner", "tenant:transfer");
        staff.put(idOf(email), "super_admin", List.of(PlatformPermissions.STAFF_MANAGE));

        Answer tokens = signIn();

        assertThat(tokens.body().path("tenants").size()).isEqualTo(1);
        assertThat(tokens.body().path("staffRole").isNull()).isTrue();
        assertThat(claimsOf(tokens).getClaims()).doesNotContainKey("staff_role");
        Answer switched =
                post("/api/v1/auth/refresh", Map.of("refreshToken", tokens.text("refreshToken"), "tenantId", other));
        assertThat(switched.status()).isEqualTo(403);
        assertThat(switched.code()).isEqualTo("not-a-member");
        Answer renewed = refresh(tokens.text("refreshToken"));
        assertThat(renewed.text("tenantId")).isEqualTo(tenant.toString());
        assertThat(claimsOf(renewed).getBooleanClaim("bound")).isTrue();
        assertThat(claimsOf(renewed).getClaims()).doesNotContainKey("staff_role");

        memberships.leave(idOf(email), tenant);
        assertThat(refresh(renewed.text("refreshToken")).code()).isEqualTo("not-a-member");
    }

    @Test
    void theAccountItselfIsOutOfReach() {
        connected(false, "member");
        String token = signIn().text("accessToken");

        for (Answer answer : List.of(
                post("/api/v1/users/me/totp", "", token),
                post("/api/v1/users/me/recovery-codes", "", token),
                delete("/api/v1/users/me/totp", token),
                post("/api/v1/users/me/passkeys/options", "", token),
                post("/api/v1/users/me/email", Map.of("email", newAddress()), token),
                post(
                        "/api/v1/auth/change-password",
                        Map.of("currentPassword", PASSWORD, "newPassword", PASSWORD + " 2"),
                        token),
                patch("/api/v1/users/me", Map.of("name", "Somebody Else"), token),
                get("/api/v1/users/me/sessions", token),
                delete("/api/v1/users/me/sessions", token),
                put(
                        SSO + "/connection",
                        Map.of("issuer", "https://x.example", "clientId", "x", "enforced", false),
                        token))) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(403);
            assertThat(answer.code()).isIn("own-sign-in-required", "permission-required");
        }
        assertThat(get("/api/v1/users/me/preferences", token).status()).isEqualTo(200);
    }

    @Test
    void whoClosedTheirAccountComesBackAsSomebodyNew() {
        connected(false, "member");
        signIn();
        UUID before = idOf(email);
        sql().sql("update users.accounts set closed_at = now() where id = ?")
                .param(before)
                .update();

        Answer again = signIn();

        UUID after = UUID.fromString(claimsOf(again).getClaim("sub").toString());
        assertThat(after).isNotEqualTo(before);
        assertThat(claimsOf(signIn()).getClaim("sub")).isEqualTo(after.toString());
        assertThat(sql().sql("select account_id from users.sso_identities where tenant_id = ? and subject = ?")
                        .params(tenant, subject)
                        .query(UUID.class)
                        .list())
                .containsExactly(after);
    }

    /** Whoever runs the provider sees what the person lets in where the provider counts, and ends that; not what there is elsewhere. */
    @Test
    void appsOfOtherTenantsAreOutOfReachToo() {
        connected(false, "member");
        String token = signIn().text("accessToken");
        UUID here = grant(tenant);
        UUID elsewhere = grant(UUID.randomUUID());
        String apps = "/api/v1/users/me/apps";

        assertThat(get(apps, token).body().path("items").findValuesAsString("id"))
                .containsExactly(here.toString());
        assertThat(delete(apps + "/" + elsewhere, token).status()).isEqualTo(404);
        assertThat(delete(apps + "/" + here, token).status()).isEqualTo(204);
        assertThat(sql().sql(
                                "select id from users.sessions where account_id = ? and app_id is not null and revoked_at is null")
                        .param(idOf(email))
                        .query(UUID.class)
                        .list())
                .containsExactly(elsewhere);
    }

    /** What the person gave an app of a tenant, written as the service writes it. */
    private UUID grant(UUID of) {
        UUID id = UUID.randomUUID();
        sql().sql("""
                        insert into users.sessions
                          (id, account_id, tenant_id, rotation_secret, created_at, last_used_at, expires_at, authenticated_at, methods, bound_to, app_id, scopes)
                        select :id, account_id, :tenant, rotation_secret, created_at, last_used_at, expires_at, authenticated_at, methods, :tenant, :app, '{campaign:read}'
                        from users.sessions where account_id = :account and app_id is null limit 1""")
                .param("id", id)
                .param("tenant", of)
                .param("app", UUID.randomUUID())
                .param("account", idOf(email))
                .update();
        return id;
    }

    @Test
    void whereItIsEnforcedOnlyOwnersComeInAnotherWay() {
        connected(true, "member");
        String member = verifiedPerson();
        memberships.joinIn(tenant, idOf(member), "Acme", "member", "campaign:read");

        Answer without = login(member, PASSWORD);
        assertThat(without.status()).isEqualTo(200);
        assertThat(without.body().path("tenantId").isNull()).isTrue();
        Answer asked = post("/api/v1/auth/login", Map.of("email", member, "password", PASSWORD, "tenantId", tenant));
        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.code()).isEqualTo("sso-required");
        assertThat(login(owner, PASSWORD).text("tenantId"))
                .as("otherwise nobody could mend a broken provider")
                .isEqualTo(tenant.toString());
        Answer vouched = signIn();
        assertThat(vouched.text("tenantId")).isEqualTo(tenant.toString());
        assertThat(refresh(vouched.text("refreshToken")).text("tenantId")).isEqualTo(tenant.toString());
    }

    @Test
    void enforcingNeedsAProvedDomain() {
        String poor = verifiedPerson();
        memberships.join(idOf(poor), "Poor", "owner", "tenant:transfer");

        Answer refused = put(
                SSO + "/connection",
                Map.of("issuer", provider.issuer(), "clientId", clientId, "clientSecret", "x", "enforced", true),
                tokenOf(poor));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("sso-domain-needed");
    }

    @Test
    void aTenantsSecondFactorMayBeTheProviders() throws Exception {
        connected(false, "member");
        rules.put(tenant, true, null);
        assertThat(signIn().code()).isEqualTo("second-factor-required");

        employee(Map.of("amr", List.of("pwd", "mfa")));

        assertThat(claimsOf(signIn()).getStringListClaim("amr")).containsExactly("fed", "mfa");
    }

    @Test
    void theTenantsLimitHoldsForTheseSignInsToo() throws Exception {
        connected(false, "member");
        rules.put(tenant, false, 15);
        Answer tokens = signIn();
        minutesLater(10);
        assertThat(refresh(tokens.text("refreshToken")).body().path("expiresIn").asLong(0))
                .isEqualTo(300);
    }

    @Test
    void aProofIsRenewedAtTheProvider() throws Exception {
        connected(false, "member");
        Answer session = signIn();
        minutesLater(11);
        String stale = session.text("accessToken");

        Answer started = post("/api/v1/auth/step-up/sso", "", stale);
        assertThat(started.status()).isEqualTo(200);
        assertThat(started.text("authorizationUrl")).contains("max_age=0");
        Map<String, String> lazy = provider.visit(started.text("authorizationUrl"), subject);
        assertThat(post("/api/v1/auth/step-up/sso/complete", arrival(started, lazy), stale)
                        .code())
                .as("the provider did not ask again")
                .isEqualTo("sso-failed");

        employee(Map.of("auth_time", Date.from(clock.instant())));
        Answer second = post("/api/v1/auth/step-up/sso", "", stale);
        Answer proved = post(
                "/api/v1/auth/step-up/sso/complete",
                arrival(second, provider.visit(second.text("authorizationUrl"), subject)),
                stale);

        assertThat(proved.status()).as("%s", proved).isEqualTo(200);
        assertThat(claimsOf(proved).getLongClaim("auth_time"))
                .isEqualTo(clock.instant().getEpochSecond());
        assertThat(claimsOf(proved).getBooleanClaim("bound")).isTrue();
    }

    @Test
    void somebodyElsesProofIsNoProof() {
        connected(false, "member");
        Answer session = signIn();
        String token = session.text("accessToken");
        String colleague = "employee-" + UUID.randomUUID();
        provider.person(
                colleague,
                Map.of("email", "bob@" + domain, "email_verified", true, "auth_time", Date.from(clock.instant())));

        Answer started = post("/api/v1/auth/step-up/sso", "", token);
        Map<String, String> back = provider.visit(started.text("authorizationUrl"), colleague);

        assertThat(post("/api/v1/auth/step-up/sso/complete", arrival(started, back), token)
                        .code())
                .isEqualTo("sso-failed");
        assertThat(post("/api/v1/auth/step-up/sso", "", tokenOf(owner)).code())
                .as("nobody vouched for this sign-in")
                .isEqualTo("sso-unavailable");
    }

    @Test
    void anAttemptToProveIsNoSignInAndTheOtherWayRound() {
        connected(false, "member");
        Answer session = signIn();
        String token = session.text("accessToken");

        Answer proving = post("/api/v1/auth/step-up/sso", "", token);
        assertThat(complete(proving, provider.visit(proving.text("authorizationUrl"), subject))
                        .code())
                .isEqualTo("sso-failed");
        Answer signing = start();
        assertThat(post(
                                "/api/v1/auth/step-up/sso/complete",
                                arrival(signing, provider.visit(signing.text("authorizationUrl"), subject)),
                                token)
                        .code())
                .isEqualTo("sso-failed");
    }

    @Test
    void aProviderThatSaysNotWhenItAskedGivesNoRecentProof() throws Exception {
        connected(false, "member");
        employee(Map.of());
        provider.person(subject, Map.of("email", email, "email_verified", true));

        assertThat(claimsOf(signIn()).getLongClaim("auth_time")).isZero();
    }

    @Test
    void whatTheProviderVouchedForEndsWithIt() {
        connected(false, "member");
        Answer session = signIn();
        Answer own = login(owner, PASSWORD);

        assertThat(delete(SSO + "/connection", tokenOf(owner)).status()).isEqualTo(204);

        assertThat(refresh(session.text("refreshToken")).code()).isEqualTo("session-revoked");
        assertThat(refresh(own.text("refreshToken")).status()).isEqualTo(200);
        assertThat(post(START, Map.of("tenantId", tenant)).code()).isEqualTo("sso-unavailable");
        assertThat(delete(SSO + "/connection", tokenOf(owner)).status()).isEqualTo(404);
    }

    @Test
    void nothingOfItStaysWhenTheTenantIsClosed() {
        connected(true, "member");
        Answer session = signIn();
        start();
        String closed = json.writeValueAsString(new TenantStanding(tenant, Standing.CLOSED, 1, Instant.now()));

        assertThat(deliver(List.of(new JobDelivery(UUID.randomUUID(), tenant, TenantEvents.STANDING, 1, closed, ""))))
                .extracting(JobReport::next)
                .containsExactly(JobReport.Next.DONE);

        assertThat(refresh(session.text("refreshToken")).code()).isEqualTo("session-revoked");
        assertThat(post(START, Map.of("tenantId", tenant)).code()).isEqualTo("sso-unavailable");
        assertThat(post(START, Map.of("email", email)).code()).isEqualTo("sso-unavailable");
        for (String table : List.of("connections", "domains", "domain_owners", "identities", "attempts")) {
            assertThat(sql().sql("select count(*) from users.sso_" + table + " where tenant_id = ?")
                            .param(tenant)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void theSecretIsSealedAndNeverShown() {
        connected(false, "member");

        Answer shown = get(SSO, tokenOf(owner));
        assertThat(shown.body().toString()).doesNotContain(RealProvider.SECRET);
        assertThat(shown.body().path("connection").path("clientId").asString(""))
                .isEqualTo(clientId);
        assertThat(sql().sql("select client_secret from users.sso_connections where tenant_id = ?")
                        .param(tenant)
                        .query(String.class)
                        .single())
                .startsWith("v1.")
                .doesNotContain(RealProvider.SECRET);
        assertThat(sql().sql("select string_agg(payload, '') from queue.jobs where tenant_id = ?")
                        .param(tenant)
                        .query(String.class)
                        .single())
                .contains("sso.configured", "sso-domain.proved")
                .doesNotContain(RealProvider.SECRET);
    }

    /** Or an admin could send it to a provider of their own. */
    @Test
    void theSecretIsKeptForTheSameProviderOnly() {
        connected(false, "member");
        var same = Map.of("issuer", provider.issuer(), "clientId", clientId, "enforced", true);
        var other = Map.of("issuer", provider.issuer(), "clientId", "another", "enforced", true);

        assertThat(put(SSO + "/connection", same, tokenOf(owner)).status()).isEqualTo(200);
        assertThat(put(SSO + "/connection", other, tokenOf(owner)).code()).isEqualTo("invalid-request");
        assertThat(signIn().code()).as("no join role now").isEqualTo("sso-no-membership");
    }

    @Test
    void onlyAnOwnerWithAFreshProofSaysWhoVouches() {
        String admin = verifiedPerson();
        memberships.joinIn(tenant, idOf(admin), "Acme", "admin", "security:manage", "member:manage");
        var wanted = Map.of("issuer", provider.issuer(), "clientId", clientId, "clientSecret", "x", "enforced", false);

        assertThat(get(SSO, tokenOf(admin)).status()).isEqualTo(200);
        assertThat(put(SSO + "/connection", wanted, tokenOf(admin)).code()).isEqualTo("permission-required");
        assertThat(post(SSO + "/domains", Map.of("domain", newDomain()), tokenOf(admin))
                        .code())
                .isEqualTo("permission-required");
        assertThat(put(SSO + "/connection", wanted, null).status()).isEqualTo(401);
        String token = tokenOf(owner);
        minutesLater(11);
        assertThat(put(SSO + "/connection", wanted, token).code()).isEqualTo("step-up-required");
    }

    @Test
    void aDomainIsOneTenantsUntilItsOwnerSaysOtherwise() {
        String rival = verifiedPerson();
        UUID rivals = memberships.join(idOf(rival), "Rival", "owner", "tenant:transfer", "security:manage");
        Answer added = post(SSO + "/domains", Map.of("domain", domain), tokenOf(rival));
        String record = added.body().path("record").path("name").asString("");
        String value = added.body().path("record").path("value").asString("");
        String verification = SSO + "/domains/" + domain + "/verification";

        assertThat(post(verification, "", tokenOf(rival)).code()).isEqualTo("domain-not-proved");
        String owners = get(SSO + "/domains", tokenOf(owner))
                .body()
                .path("items")
                .get(0)
                .path("record")
                .path("value")
                .asString("");
        DNS.put(record, owners, value);
        assertThat(post(verification, "", tokenOf(rival)).code()).isEqualTo("domain-of-another-tenant");

        DNS.put(record, value);
        assertThat(post(verification, "", tokenOf(rival)).status()).isEqualTo(200);

        assertThat(get(SSO + "/domains", tokenOf(owner))
                        .body()
                        .path("items")
                        .get(0)
                        .path("proved")
                        .asBoolean(true))
                .isFalse();
        connected(false, "member");
        assertThat(signIn().code()).isEqualTo("sso-email-not-accepted");
        assertThat(rivals).isNotEqualTo(tenant);
    }

    @Test
    void aDomainThatIsGivenUpIsNobodys() {
        connected(false, "member");
        assertThat(delete(SSO + "/domains/" + domain, tokenOf(owner)).status()).isEqualTo(204);

        assertThat(signIn().code()).isEqualTo("sso-email-not-accepted");
        assertThat(post(START, Map.of("email", email)).code()).isEqualTo("sso-unavailable");
        assertThat(delete(SSO + "/domains/" + domain, tokenOf(owner)).status()).isEqualTo(404);
    }

    @Test
    void theLastProvedDomainStaysWhileMembersHaveNoOtherWayIn() {
        connected(true, "member");
        String spare = newDomain();
        post(SSO + "/domains", Map.of("domain", spare), tokenOf(owner));

        assertThat(delete(SSO + "/domains/" + domain, tokenOf(owner)).code()).isEqualTo("sso-domain-needed");
        assertThat(signIn().status()).isEqualTo(200);
        assertThat(delete(SSO + "/domains/" + spare, tokenOf(owner)).status())
                .as("one that was never proved")
                .isEqualTo(204);

        String second = newDomain();
        proved(second, owner);
        assertThat(delete(SSO + "/domains/" + domain, tokenOf(owner)).status())
                .as("one of two")
                .isEqualTo(204);
        assertThat(delete(SSO + "/domains/" + second, tokenOf(owner)).code()).isEqualTo("sso-domain-needed");

        connected(false, "member");
        assertThat(delete(SSO + "/domains/" + second, tokenOf(owner)).status()).isEqualTo(204);
    }

    @Test
    void aDnsThatDoesNotAnswerIsNoProofAndNoFault() {
        String silent = newDomain();
        post(SSO + "/domains", Map.of("domain", silent), tokenOf(owner));
        DNS.silent(true);

        Answer answer = post(SSO + "/domains/" + silent + "/verification", "", tokenOf(owner));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("dns-unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "com",
                "UPPER.example",
                "a b.example",
                "-a.example",
                "exämple.com",
                "127.0.0.1",
                "a..b",
                "x.1"
            })
    void whatIsNoDomainIsRefused(String name) {
        assertThat(post(SSO + "/domains", Map.of("domain", name), tokenOf(owner))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void addingADomainTwiceIsOne() {
        String name = newDomain();
        Answer first = post(SSO + "/domains", Map.of("domain", name), tokenOf(owner));
        Answer again = post(SSO + "/domains", Map.of("domain", name), tokenOf(owner));

        assertThat(again.body().path("record").toString())
                .isEqualTo(first.body().path("record").toString());
        assertThat(get(SSO + "/domains", tokenOf(owner)).body().path("items").size())
                .isEqualTo(2);
    }
}
