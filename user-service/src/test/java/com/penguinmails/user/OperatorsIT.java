package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.penguinmails.contracts.tenant.PlatformPermissions;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a token says of those who run the platform. */
class OperatorsIT extends UserServiceFixture {

    @Test
    void anOperatorNeedsNoTenant() throws ParseException {
        String email = verifiedPerson();
        staff.put(idOf(email), "support", List.of(PlatformPermissions.QUEUE_READ));

        Answer answer = login(email, PASSWORD);
        JWTClaimsSet claims = claims(answer);

        assertThat(answer.text("staffRole")).isEqualTo("support");
        assertThat(claims.getStringClaim("staff_role")).isEqualTo("support");
        assertThat(claims.getStringListClaim("permissions")).containsExactly(PlatformPermissions.QUEUE_READ);
        assertThat(claims.getClaims()).doesNotContainKeys("tid", "role");
    }

    @Test
    void whoIsBothHasBothAndKeepsTheRolesApart() throws ParseException {
        String email = verifiedPerson();
        UUID tenant = memberships.join(idOf(email), "Acme", "viewer", "tenant:read");
        staff.put(idOf(email), "ops", List.of(PlatformPermissions.QUEUE_OPERATE, PlatformPermissions.QUEUE_READ));

        JWTClaimsSet claims = claims(login(email, PASSWORD));

        assertThat(claims.getStringClaim("tid")).isEqualTo(tenant.toString());
        assertThat(claims.getStringClaim("role")).isEqualTo("viewer");
        assertThat(claims.getStringClaim("staff_role")).isEqualTo("ops");
        assertThat(claims.getStringListClaim("permissions"))
                .containsExactly("tenant:read", PlatformPermissions.QUEUE_OPERATE, PlatformPermissions.QUEUE_READ);
    }

    @Test
    void whoIsNoOperatorHasNothingOfIt() throws ParseException {
        String email = verifiedPerson();
        memberships.join(idOf(email), "Acme", "owner", "tenant:read");

        Answer answer = login(email, PASSWORD);

        assertThat(answer.body().path("staffRole").isNull()).isTrue();
        assertThat(claims(answer).getClaims()).doesNotContainKey("staff_role");
        assertThat(claims(answer).getStringListClaim("permissions")).containsExactly("tenant:read");
    }

    @Test
    void whoIsDismissedLosesItWithTheNextRefresh() throws ParseException {
        String email = verifiedPerson();
        staff.put(idOf(email), "super_admin", FakeStaff.ALL);
        Answer before = login(email, PASSWORD);
        assertThat(claims(before).getStringListClaim("permissions")).isEqualTo(FakeStaff.ALL);

        staff.dismissEverybody();

        JWTClaimsSet after = claims(refresh(before.text("refreshToken")));
        assertThat(after.getClaims()).doesNotContainKeys("staff_role", "permissions");
    }

    /** One account per address, so these steps are one test. */
    @Test
    void aNamedAddressCountsOnceItIsProved() throws ParseException {
        String root = NAMED_OPERATORS.getFirst();
        String deputy = NAMED_OPERATORS.getLast();
        signUp(root);

        Answer unproved = login(root, PASSWORD);
        assertThat(unproved.body().path("staffRole").isNull()).isTrue();
        verify(root);
        Answer proved = refresh(unproved.text("refreshToken"));
        assertThat(proved.text("staffRole")).isEqualTo("super_admin");
        assertThat(claims(proved).getStringListClaim("permissions")).isEqualTo(FakeStaff.ALL);

        signUp(deputy);
        verify(deputy);
        assertThat(login(deputy, PASSWORD).body().path("staffRole").isNull())
                .as("there is a super_admin already")
                .isTrue();
        String stranger = verifiedPerson();
        staff.dismissEverybody();
        assertThat(login(stranger, PASSWORD).body().path("staffRole").isNull())
                .as("nobody named this one")
                .isTrue();
        assertThat(login(deputy, PASSWORD).text("staffRole")).isEqualTo("super_admin");
    }

    @Test
    void tenantServiceFindsAnAccountByAddressAndNobodyElseDoes() {
        String email = verifiedPerson();

        Answer found = lookUp(serviceToken("tenant", "user"), email.toUpperCase(java.util.Locale.ROOT));
        assertThat(found.text("id")).isEqualTo(idOf(email).toString());
        assertThat(found.body().path("emailVerified").asBoolean(false)).isTrue();
        assertThat(lookUp(serviceToken("tenant", "user"), newAddress()).status())
                .isEqualTo(404);
        assertThat(lookUp(serviceToken("tenant", "user"), "no address").status())
                .isEqualTo(404);
        assertThat(lookUp(serviceToken("worker", "user"), email).status()).isEqualTo(403);
        assertThat(lookUp(login(email, PASSWORD).text("accessToken"), email).status())
                .isEqualTo(403);
    }

    private Answer lookUp(String token, String email) {
        return post("/internal/accounts/by-email", Map.of("email", email), token);
    }

    private static JWTClaimsSet claims(Answer answer) throws ParseException {
        assertThat(answer.status()).isEqualTo(200);
        return SignedJWT.parse(answer.text("accessToken")).getJWTClaimsSet();
    }
}
