package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** Somebody goes for good. */
class AccountClosingIT extends UserServiceFixture {

    private static final Map<String, String> WISH = Map.of("confirmation", "DELETE", "password", PASSWORD);

    @Autowired
    private ApplicationContext context;

    @Test
    void whoClosesTheirAccountIsGone() {
        String email = verifiedPerson();
        UUID id = idOf(email);
        Answer elsewhere = login(email, PASSWORD);
        Answer here = login(email, PASSWORD);

        assertThat(close(WISH, here.text("accessToken")).status()).isEqualTo(204);

        assertThat(login(email, PASSWORD).code()).isEqualTo("login-failed");
        assertThat(refresh(here.text("refreshToken")).code()).isEqualTo("refresh-token-invalid");
        assertThat(refresh(elsewhere.text("refreshToken")).code()).isEqualTo("refresh-token-invalid");
        assertThat(get("/api/v1/users/me", here.text("accessToken")).status()).isEqualTo(404);
        assertThat(get("/internal/users/" + id, serviceToken("tenant", "user")).status())
                .isEqualTo(404);
        assertThat(close(WISH, here.text("accessToken")).status()).as("again").isEqualTo(404);
        assertThat(sql().sql("select count(*) from users.sessions where account_id = ? and revoked_at is null")
                        .param(id)
                        .query(Long.class)
                        .single())
                .as("told to the gateway")
                .isZero();
    }

    @Test
    void tenantsAreToldAndThePersonGetsALastLetter() {
        String email = verifiedPerson();
        UUID id = idOf(email);
        close(WISH, tokenOf(email));

        String event = sql().sql(
                        "select payload from queue.jobs where tenant_id = ? and kind = 'event.account-closed.v1'")
                .param(id)
                .query(String.class)
                .single();
        assertThat(json.readTree(event).path("userId").asString("")).isEqualTo(id.toString());
        assertThat(event).doesNotContain(email);
        deliver(mailJobs(email).stream()
                .filter(job -> job.kind().startsWith("user."))
                .toList());
        assertThat(mail().to(email).getLast().content()).contains("account was closed");
    }

    @Test
    void theAddressIsFreeAtOnceAndTheRowGoesLater() {
        String email = verifiedPerson();
        UUID before = idOf(email);
        close(WISH, tokenOf(email));

        assertThat(signUp(email).status()).isEqualTo(202);
        UUID after = sql().sql("select id from users.accounts where email = ? and closed_at is null")
                .param(email)
                .query(UUID.class)
                .single();
        assertThat(after).isNotEqualTo(before);
        assertThat(login(email, PASSWORD).status()).isEqualTo(200);

        clock.advance(Duration.ofHours(25));
        sweep();
        assertThat(sql().sql("select id from users.accounts where email = ?")
                        .param(email)
                        .query(UUID.class)
                        .list())
                .containsExactly(after);
    }

    @Test
    void anOwnerHandsOverFirst() {
        String email = verifiedPerson();
        UUID tenant = memberships.join(idOf(email), "Acme", "owner", "tenant:transfer");

        Answer refused = close(WISH, tokenOf(email));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("owns-a-tenant");
        assertThat(refused.body().path("missing").get(0).path("code").asString(""))
                .isEqualTo(tenant.toString());
        memberships.leave(idOf(email), tenant);
        memberships.joinIn(tenant, idOf(email), "Acme", "member", "campaign:read");
        assertThat(close(WISH, tokenOf(email)).status()).isEqualTo(204);
    }

    @Test
    void anOperatorIsDismissedFirst() {
        String email = verifiedPerson();
        staff.put(idOf(email), "support", List.of(PlatformPermissions.QUEUE_READ));

        assertThat(close(WISH, tokenOf(email)).code()).isEqualTo("operator-account");
    }

    @Test
    void nobodyClosesAnAccountByAccidentOrForSomebodyElse() {
        String email = verifiedPerson();
        String token = tokenOf(email);

        assertThat(close(Map.of("confirmation", "DELETE", "password", "wrong"), token)
                        .code())
                .isEqualTo("password-wrong");
        assertThat(close(WISH, null).status()).isEqualTo(401);
        memberships.away(true);
        assertThat(close(WISH, token).status()).as("who owns what is not known").isEqualTo(503);
        memberships.away(false);
        clock.advance(Duration.ofMinutes(11));
        assertThat(close(WISH, token).code()).isEqualTo("step-up-required");
        assertThat(login(email, PASSWORD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"confirmation\":\"delete\",\"password\":\"x\"}",
                "{\"confirmation\":\"DELETE\"}",
                "{\"confirmation\":\"DELETE\",\"password\":\"x\",\"id\":\"y\"}",
                ""
            })
    void whatIsNoWishIsRefused(String body) {
        assertThat(close(body, tokenOf(verifiedPerson())).status()).isEqualTo(400);
    }

    private Answer close(Object body, @Nullable String token) {
        var request = http.method(HttpMethod.DELETE).uri("/api/v1/users/me").contentType(MediaType.APPLICATION_JSON);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return answer(request.body(body).exchange().expectBody(String.class).returnResult());
    }

    /** Runs what runs once an hour. */
    private void sweep() {
        context.getBeansOfType(ScheduledTaskHolder.class).values().stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .map(task -> task.getTask())
                .filter(FixedDelayTask.class::isInstance)
                .filter(task -> task.toString().contains("AccountClosing.deleteClosed"))
                .forEach(task -> task.getRunnable().run());
    }
}
