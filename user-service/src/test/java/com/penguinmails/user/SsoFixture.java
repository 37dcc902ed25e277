package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A tenant with an owner and a proved domain, and the steps of a single sign-on. */
abstract class SsoFixture extends UserServiceFixture {

    static final String SSO = "/api/v1/sso";
    static final String START = "/api/v1/auth/sso/start";
    static final String COMPLETE = "/api/v1/auth/sso/complete";
    private static final AtomicInteger DOMAINS = new AtomicInteger();

    String owner = "";
    UUID tenant = new UUID(0, 0);
    String domain = "";

    @BeforeEach
    void aTenantWithADomain() {
        owner = verifiedPerson();
        tenant = memberships.join(
                idOf(owner), "Acme", "owner", "tenant:transfer", "security:manage", "campaign:read", "tenant:read");
        domain = newDomain();
        proved(domain, owner);
    }

    static String newDomain() {
        return "corp" + DOMAINS.incrementAndGet() + ".example";
    }

    /** Adds the domain, publishes what is asked for, and has it looked at. */
    void proved(String name, String who) {
        Answer added = post(SSO + "/domains", Map.of("domain", name), tokenOf(who));
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        DNS.put(
                added.body().path("record").path("name").asString(""),
                added.body().path("record").path("value").asString(""));
        Answer proved = post(SSO + "/domains/" + name + "/verification", "", tokenOf(who));
        assertThat(proved.status()).as("%s", proved).isEqualTo(200);
        assertThat(proved.body().path("proved").asBoolean(false)).isTrue();
    }

    String redirectUri() {
        return get(SSO, tokenOf(owner)).text("redirectUri");
    }

    Answer connect(String issuer, String clientId, boolean enforced, @Nullable String joinRole) {
        var connection = new HashMap<String, Object>(Map.of(
                "issuer", issuer,
                "clientId", clientId,
                "clientSecret", RealProvider.SECRET,
                "enforced", enforced));
        if (joinRole != null) {
            connection.put("joinRole", joinRole);
        }
        return put(SSO + "/connection", connection, tokenOf(owner));
    }

    /** No account was written for this address. */
    void nobodyHas(String address) {
        assertThat(sql().sql("select count(*) from users.accounts where email = ?")
                        .param(address)
                        .query(Long.class)
                        .single())
                .as("nothing written")
                .isZero();
    }

    Answer start() {
        Answer started = post(START, Map.of("tenantId", tenant));
        assertThat(started.status()).as("%s", started).isEqualTo(200);
        return started;
    }

    Answer complete(Answer started, Map<String, String> back) {
        return post(COMPLETE, arrival(started, back));
    }

    static Map<String, Object> arrival(Answer started, Map<String, String> back) {
        var arrival = new HashMap<String, Object>(Map.of(
                "handle", started.text("handle"),
                "state", back.getOrDefault("state", ""),
                "code", back.getOrDefault("code", "")));
        if (back.containsKey("iss")) {
            arrival.put("iss", back.getOrDefault("iss", ""));
        }
        return arrival;
    }

    static JWTClaimsSet claimsOf(Answer tokens) {
        try {
            return SignedJWT.parse(tokens.text("accessToken")).getJWTClaimsSet();
        } catch (ParseException unreadable) {
            throw new AssertionError("no token: " + tokens, unreadable);
        }
    }

    void minutesLater(int minutes) {
        clock.advance(Duration.ofMinutes(minutes));
    }
}
