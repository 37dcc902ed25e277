package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.user.PlatformMails;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.testkit.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Asking people in: who may, what the mail carries, and for whom the link is good. */
class InvitationsIT extends TenantFixture {

    private static final String INVITATIONS = "/api/v1/tenant/invitations";
    private static final String JOIN = "/api/v1/tenants/join";

    @Autowired
    private FakeMails mails;

    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final String bobsAddress = "bob." + bob + "@example.com";

    @BeforeEach
    void bobHasAnAccount() {
        mails.refuse(null);
        users.put(bob, bobsAddress, true);
    }

    @Test
    void anInvitedPersonJoinsAndHasTwoTenants() {
        UUID first = tenantOf(bob);
        UUID tenant = tenantOf(ada);
        Answer invitation = invite(tenant, ada, bobsAddress, "manager").expect(201);
        assertThat(invitation.text("status")).isEqualTo("pending");
        assertThat(invitation.text("email")).isEqualTo(bobsAddress);
        assertThat(invitation.body().toString()).doesNotContain("oken");
        String token = mailed(tenant, invitation.id("id"));

        // Bob works in his first tenant while he answers.
        Answer joined = join(TestTokens.user(bob, first), token).expect(200);

        assertThat(joined.id("tenantId")).isEqualTo(tenant);
        assertThat(joined.text("role")).isEqualTo("manager");
        assertThat(get("/internal/memberships?userId=" + bob, TestTokens.service("user", "tenant"))
                        .body()
                        .findValuesAsString("tenantId"))
                .containsExactly(first.toString(), tenant.toString());
        assertThat(actions(tenant)).containsExactly("invitation.accepted", "invitation.created", "tenant.created");
        assertThat(get(INVITATIONS + "?status=accepted", token(tenant, ada))
                        .body()
                        .path("items")
                        .size())
                .isOne();
        join(TestTokens.user(bob, null), token).expect(200);
        assertThat(actions(tenant)).hasSize(3);
    }

    @Test
    void whoSignsUpLaterJoinsThen() {
        UUID tenant = tenantOf(ada);
        String address = "later." + UUID.randomUUID() + "@example.com";
        String token = mailed(
                tenant,
                invite(tenant, ada, address.toUpperCase(java.util.Locale.ROOT), "viewer")
                        .expect(201)
                        .id("id"));
        UUID later = UUID.randomUUID();
        users.put(later, address, false);
        join(TestTokens.user(later, null), token).refused(403, "email-not-verified");

        users.put(later, address, true);
        join(TestTokens.user(later, null), token).expect(200);
    }

    @Test
    void theLinkIsGoodForItsAddressOnly() {
        UUID tenant = tenantOf(ada);
        String token = mailed(tenant, invite(tenant, ada, bobsAddress, "admin").id("id"));
        UUID eve = UUID.randomUUID();
        users.put(eve, "eve." + eve + "@example.com", true);

        join(TestTokens.user(eve, null), token).refused(403, "invitation-for-another-address");
        assertThat(count("select count(*) from tenants.memberships where tenant_id = ?", tenant))
                .isOne();
        join(null, token).expect(401);
        join(TestTokens.user(bob, null), token).expect(200);
        join(TestTokens.user(eve, null), token).refused(403, "invitation-for-another-address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "!!!"})
    void aMadeUpTokenIsRefused(String token) {
        join(TestTokens.user(bob, null), token).refused(400, "invitation-invalid");
    }

    @Test
    void aTokenWhoseTenantWasChangedIsRefused() {
        UUID tenant = tenantOf(ada);
        UUID other = tenantOf(UUID.randomUUID());
        String token = mailed(tenant, invite(tenant, ada, bobsAddress, "viewer").id("id"));
        var bytes = java.nio.ByteBuffer.wrap(java.util.Base64.getUrlDecoder().decode(token));
        bytes.putLong(other.getMostSignificantBits()).putLong(other.getLeastSignificantBits());

        join(TestTokens.user(bob, null), java.util.Base64.getUrlEncoder().encodeToString(bytes.array()))
                .refused(400, "invitation-invalid");
    }

    @Test
    void afterThreeDaysItIsOverAndCanBeSentAgain() {
        UUID tenant = tenantOf(ada);
        UUID id = invite(tenant, ada, bobsAddress, "viewer").id("id");
        String token = mailed(tenant, id);
        superuser()
                .sql(
                        "update tenants.invitations set expires_at = now() - interval '1 second', mailed_at = mailed_at - interval '73 hours' where id = ?")
                .param(id)
                .update();

        join(TestTokens.user(bob, null), token).refused(400, "invitation-invalid");
        assertThat(get(INVITATIONS + "/" + id, token(tenant, ada)).text("status"))
                .isEqualTo("expired");
        assertThat(post(INVITATIONS + "/" + id + "/resend", token(tenant, ada), null)
                        .expect(202)
                        .text("status"))
                .isEqualTo("pending");
        String second = mailed(tenant, id);
        join(TestTokens.user(bob, null), token).refused(400, "invitation-invalid");
        join(TestTokens.user(bob, null), second).expect(200);
    }

    @Test
    void aNewOneTakesThePlaceOfOneThatRanOut() {
        UUID tenant = tenantOf(ada);
        UUID old = invite(tenant, ada, bobsAddress, "viewer").id("id");
        invite(tenant, ada, bobsAddress, "member").refused(409, "invitation-exists");
        superuser()
                .sql("update tenants.invitations set expires_at = now() - interval '1 second' where id = ?")
                .param(old)
                .update();

        UUID fresh = invite(tenant, ada, bobsAddress, "member").expect(201).id("id");

        post(INVITATIONS + "/" + old + "/resend", token(tenant, ada), null).refused(409, "invitation-exists");
        delete(INVITATIONS + "/" + fresh, token(tenant, ada)).expect(204);
        post(INVITATIONS + "/" + old + "/resend", token(tenant, ada), null).expect(202);
    }

    @Test
    void whatIsRevokedIsWorthNothing() {
        UUID tenant = tenantOf(ada);
        UUID id = invite(tenant, ada, bobsAddress, "viewer").id("id");
        String token = mailed(tenant, id);
        delete(INVITATIONS + "/" + id, token(tenant, ada)).expect(204);

        join(TestTokens.user(bob, null), token).refused(400, "invitation-invalid");
        delete(INVITATIONS + "/" + id, token(tenant, ada)).refused(409, "invitation-not-pending");
        post(INVITATIONS + "/" + id + "/resend", token(tenant, ada), null).refused(409, "invitation-not-pending");
        assertThat(actions(tenant)).first().isEqualTo("invitation.revoked");
        invite(tenant, ada, bobsAddress, "viewer").expect(201);
    }

    @Test
    void whoseInviterMayNotAnyMoreDoesNotJoin() {
        UUID tenant = tenantOf(ada);
        UUID admin = member(tenant, "admin");
        String token = mailed(
                tenant, invite(tenant, admin, bobsAddress, "admin").expect(201).id("id"));
        patch("/api/v1/tenant/members/" + admin, token(tenant, ada), "{\"role\":\"member\"}")
                .expect(200);

        join(TestTokens.user(bob, null), token).refused(400, "invitation-invalid");
        delete("/api/v1/tenant/members/" + admin, token(tenant, ada)).expect(204);
        join(TestTokens.user(bob, null), token).refused(400, "invitation-invalid");
    }

    @Test
    void nobodyJoinsATenantThatIsClosing() {
        UUID tenant = tenantOf(ada);
        String token = mailed(tenant, invite(tenant, ada, bobsAddress, "viewer").id("id"));
        post("/api/v1/tenant/closure", token(tenant, ada), "{\"name\":\"Acme\"}")
                .expect(202);
        join(TestTokens.user(bob, null), token).refused(400, "invitation-invalid");

        delete("/api/v1/tenant/closure", token(tenant, ada)).expect(200);
        join(TestTokens.user(bob, null), token).expect(200);
    }

    @Test
    void nobodyInvitesAboveThemselves() {
        UUID tenant = tenantOf(ada);
        invite(tenant, member(tenant, "admin"), bobsAddress, "owner").refused(403, "role-above-yours");
        for (String role : List.of("manager", "member", "viewer")) {
            UUID person = member(tenant, role);
            invite(tenant, person, bobsAddress, "viewer").refused(403, "permission-required");
            get(INVITATIONS, token(tenant, person)).refused(403, "permission-required");
        }
        UUID id = invite(tenant, ada, bobsAddress, "owner").expect(201).id("id");
        delete(INVITATIONS + "/" + id, token(tenant, member(tenant, "admin"))).refused(403, "role-above-yours");
    }

    @Test
    void whoHasNotProvedTheirAddressInvitesNobody() {
        UUID tenant = tenantOf(ada);
        users.put(ada, "ada." + ada + "@example.com", false);
        String token = TestTokens.sign(TestTokens.userClaims(ada, tenant, "member:manage")
                .claim("email_verified", false)
                .claim("auth_time", java.time.Instant.now().getEpochSecond())
                .build());

        post(INVITATIONS, token, "{\"email\":\"x@example.com\",\"role\":\"viewer\"}")
                .refused(403, "email-not-verified");
    }

    @Test
    void aMemberIsNotInvitedAndOneWhoBecameOneKeepsTheirRole() {
        UUID tenant = tenantOf(ada);
        String token = mailed(tenant, invite(tenant, ada, bobsAddress, "admin").id("id"));
        join(tenant, bob, "viewer");

        invite(tenant, ada, bobsAddress, "admin").refused(409, "member-exists");
        assertThat(join(TestTokens.user(bob, null), token).expect(200).text("role"))
                .isEqualTo("viewer");
    }

    @Test
    void ofTwoWhoAcceptAtOnceOneJoinsOnce() throws Exception {
        UUID tenant = tenantOf(ada);
        String token = mailed(tenant, invite(tenant, ada, bobsAddress, "member").id("id"));
        String bearer = TestTokens.user(bob, null);

        List<Callable<Integer>> tasks =
                java.util.Collections.nCopies(6, () -> join(bearer, token).status());

        assertThat(together(tasks)).containsOnly(200);
        assertThat(actions(tenant)).containsOnlyOnce("invitation.accepted");
        assertThat(count("select count(*) from tenants.memberships where tenant_id = ?", tenant))
                .isEqualTo(2);
    }

    /** Accepted and revoked at once: either a member and an accepted invitation, or neither. */
    @Test
    void anAnswerAndARevocationAtOnceDoNotMix() throws Exception {
        for (int round = 0; round < 5; round++) {
            UUID tenant = tenantOf(UUID.randomUUID());
            UUID admin = member(tenant, "admin");
            UUID id = invite(tenant, admin, bobsAddress, "viewer").id("id");
            String token = mailed(tenant, id);
            String adminToken = token(tenant, admin);
            String bearer = TestTokens.user(bob, null);
            together(List.<Callable<Integer>>of(
                    () -> join(bearer, token).status(),
                    () -> delete(INVITATIONS + "/" + id, adminToken).status()));

            boolean member =
                    count("select count(*) from tenants.memberships where tenant_id = ? and user_id = ?", tenant, bob)
                            == 1;
            assertThat(get(INVITATIONS + "/" + id, adminToken).text("status"))
                    .isEqualTo(member ? "accepted" : "revoked");
        }
    }

    @Test
    void theMailSaysWhereToGoAndNothingAStrangerCouldAbuse() {
        UUID tenant = tenantOf(ada);
        UUID id = invite(tenant, ada, bobsAddress, "viewer").id("id");
        String token = mailed(tenant, id);
        PlatformMails.Mail mail = mails.to(bobsAddress).getLast();
        assertThat(mail.text()).contains("join Acme", "/join?token=" + token, "Viewer");
        assertThat(mail.toString()).doesNotContain(token).doesNotContain("example.com");
        assertThat(superuser()
                        .sql("select encode(token_hash, 'hex') from tenants.invitations where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .hasSize(64);

        patch("/api/v1/tenant", token(tenant, ada), "{\"name\":\"You won! Go to evil.example/prize\"}")
                .expect(200);
        mailed(tenant, invite(tenant, ada, "x." + bobsAddress, "viewer").id("id"));
        assertThat(mails.to("x." + bobsAddress).getLast().text())
                .doesNotContain("evil")
                .contains("a company");
    }

    @Test
    void aDeliveryTwiceIsOneMailAndAnOutageIsNone() {
        UUID tenant = tenantOf(ada);
        UUID id = invite(tenant, ada, bobsAddress, "viewer").id("id");
        UUID job = UUID.randomUUID();
        mails.refuse(Refusal.unavailable("mail-unavailable", "no route"));
        assertThat(deliver(tenant, job, id)).isEqualTo("SNOOZE");
        mails.refuse(null);

        assertThat(deliver(tenant, job, id)).isEqualTo("DONE");
        assertThat(deliver(tenant, job, id)).isEqualTo("DONE");

        assertThat(mails.to(bobsAddress)).hasSize(1);
        post(INVITATIONS + "/" + id + "/resend", token(tenant, ada), null).refused(429, "too-many-attempts");
        mails.refuse(Refusal.conflict("mail-refused", "no such mailbox"));
        assertThat(deliver(tenant, UUID.randomUUID(), id)).isEqualTo("DISCARD");
    }

    /** The service dies between the mail and its own note of it: the link that works must be one that was sent. */
    @Test
    void afterACrashTheLastMailHasTheLinkThatWorks() {
        UUID tenant = tenantOf(ada);
        UUID id = invite(tenant, ada, bobsAddress, "viewer").id("id");
        UUID job = UUID.randomUUID();
        assertThat(deliver(tenant, job, id)).isEqualTo("DONE");
        superuser()
                .sql("update tenants.invitations set mail_job = null, mailed_at = null, mails = 0 where id = ?")
                .param(id)
                .update();

        assertThat(deliver(tenant, job, id)).isEqualTo("DONE");

        String token =
                String.valueOf(mails.to(bobsAddress).getLast().variables().get("token"));
        join(TestTokens.user(bob, null), token).expect(200);
    }

    @Test
    void theSameKeyInvitesOnce() {
        UUID tenant = tenantOf(ada);
        String body = "{\"email\":\"" + bobsAddress + "\",\"role\":\"viewer\"}";
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = call(HttpMethod.POST, INVITATIONS, token(tenant, ada), body, key)
                .expect(201);
        Answer again = call(HttpMethod.POST, INVITATIONS, token(tenant, ada), body, key)
                .expect(201);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(count(
                        "select count(*) from queue.jobs where kind = 'tenant.send-invitation' and tenant_id = ?",
                        tenant))
                .isOne();
    }

    @Test
    void thereIsAnEndToMailsToStrangers() {
        UUID tenant = tenantOf(ada);
        superuser().sql("""
                        insert into tenants.invitations (tenant_id, id, email, role, invited_by, status, created_at, expires_at, mails)
                        select ?, gen_random_uuid(), 'p' || n || '@example.com', 'viewer', ?, 'pending', now(), now() + interval '1 hour', 0
                        from generate_series(1, 100) n""").params(tenant, ada).update();
        invite(tenant, ada, bobsAddress, "viewer").refused(409, "tenant-quota-exceeded");
        superuser()
                .sql("update tenants.invitations set mails = 5 where tenant_id = ?")
                .param(tenant)
                .update();
        UUID one = superuser()
                .sql("select id from tenants.invitations where tenant_id = ? limit 1")
                .param(tenant)
                .query(UUID.class)
                .single();
        post(INVITATIONS + "/" + one + "/resend", token(tenant, ada), null).refused(409, "invitation-not-pending");
    }

    @Test
    void theListIsReadInPagesAndAnotherTenantsIsLikeNone() {
        UUID tenant = tenantOf(ada);
        UUID stranger = UUID.randomUUID();
        UUID other = tenantOf(stranger);
        var all = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            all.add(invite(tenant, ada, i + "." + bobsAddress, "viewer").text("id"));
        }
        Answer page = get(INVITATIONS + "?limit=2", token(tenant, ada)).expect(200);
        Answer rest = get(INVITATIONS + "?limit=2&cursor=" + page.text("nextCursor"), token(tenant, ada));
        assertThat(page.body().path("items").findValuesAsString("id")).containsExactly(all.get(2), all.get(1));
        assertThat(rest.body().path("items").findValuesAsString("id")).containsExactly(all.get(0));
        get(INVITATIONS + "?status=nonsense", token(tenant, ada)).expect(400);

        String one = INVITATIONS + "/" + all.get(0);
        get(one, token(other, stranger)).expect(404);
        delete(one, token(other, stranger)).expect(404);
        post(one + "/resend", token(other, stranger), null).expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"x@example.com\"}",
                "{\"email\":\"x@example.com\",\"role\":\"god\"}",
                "{\"email\":\"not an address\",\"role\":\"viewer\"}",
                "{\"email\":\"x@example.com\\r\\nBcc: y@example.com\",\"role\":\"viewer\"}",
                "{\"email\":\"x@example.com\",\"role\":\"viewer\",\"status\":\"accepted\"}",
                "{\"email\":\"x@example.com\",\"role\":\"viewer\",\"tenantId\":\"0190a7c0-0000-7000-8000-000000000000\"}",
            })
    void whatDoesNotFitIsRefused(String body) {
        UUID tenant = tenantOf(ada);
        post(INVITATIONS, token(tenant, ada), body).expect(400);
        assertThat(count("select count(*) from tenants.invitations where tenant_id = ?", tenant))
                .isZero();
    }

    private Answer invite(UUID tenant, UUID actor, String address, String role) {
        return post(INVITATIONS, token(tenant, actor), "{\"email\":\"" + address + "\",\"role\":\"" + role + "\"}");
    }

    private Answer join(@org.jspecify.annotations.Nullable String bearer, String token) {
        return post(JOIN, bearer, "{\"token\":\"" + token + "\"}");
    }

    /** Runs the job; the token of the mail. */
    private String mailed(UUID tenant, UUID invitation) {
        assertThat(deliver(tenant, UUID.randomUUID(), invitation)).isEqualTo("DONE");
        String address = superuser()
                .sql("select email from tenants.invitations where id = ?")
                .param(invitation)
                .query(String.class)
                .single();
        return String.valueOf(mails.to(address).getLast().variables().get("token"));
    }

    private String deliver(UUID tenant, UUID job, UUID invitation) {
        String delivery = JSON.writeValueAsString(List.of(Map.of(
                "id",
                job,
                "tenantId",
                tenant,
                "kind",
                "tenant.send-invitation",
                "attempt",
                1,
                "payload",
                "{\"invitationId\":\"" + invitation + "\"}",
                "traceparent",
                "")));
        return post("/internal/jobs/tenant.send-invitation", TestTokens.service("worker", "tenant"), delivery)
                .expect(200)
                .body()
                .path(0)
                .path("next")
                .asString("");
    }
}
