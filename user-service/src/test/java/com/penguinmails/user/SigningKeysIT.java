package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestRedis;
import com.penguinmails.user.token.KeyTurns;
import java.net.URI;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class SigningKeysIT extends UserServiceFixture {

    private static final String ROOT_KEY = "dGVzdC1vbmx5LXRlc3Qtb25seS10ZXN0LW9ubHktMzI=";

    private static final String KEYS = "/api/v1/platform/signing-keys";

    @Autowired
    KeyTurns rotation;

    /** Other tests make months pass. */
    @BeforeEach
    void theKeyIsNew() {
        sql().sql("delete from users.signing_keys where status <> 'active'").update();
        sql().sql("update users.signing_keys set activated_at = ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    @Test
    void replicasThatStartTogetherShareOneKeyAndARestartKeepsIt() throws Exception {
        TestDatabase fresh = TestDatabase.create();
        JWKSet first;
        try (var threads = Executors.newFixedThreadPool(2)) {
            var replicas = List.of(threads.submit(() -> start(fresh)), threads.submit(() -> start(fresh)));
            try (var one = replicas.get(0).get();
                    var two = replicas.get(1).get()) {
                first = keysOf(one);
                assertThat(keysOf(two).getKeys()).isEqualTo(first.getKeys());
            }
        }
        try (var again = start(fresh)) {
            assertThat(first.getKeys()).hasSize(1);
            assertThat(keysOf(again).getKeys()).isEqualTo(first.getKeys());
        }
    }

    @Test
    void thePrivatePartIsNeitherPublishedNorReadableInTheDatabase() throws Exception {
        assertThat(published().getKeys()).allMatch(key -> !key.isPrivate());
        List<String> stored = sql().sql("select private_key from users.signing_keys where private_key <> 'sealed'")
                .query((row, number) -> row.getString(1))
                .list();
        assertThat(stored)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key).startsWith("p1.").doesNotContain("\"d\""));
    }

    @Test
    void aSecondKeyIsPublishedUntilItRetires() throws Exception {
        ECKey next = new ECKeyGenerator(Curve.P_256).keyID("next").generate();
        sql().sql("""
                        insert into users.signing_keys (id, status, public_key, private_key, created_at, retires_at)
                        values ('next', 'published', ?, 'sealed', ?, ?)""")
                .params(
                        next.toPublicJWK().toJSONString(),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(clock.instant().plus(Duration.ofHours(2))))
                .update();
        clock.advance(Duration.ofMinutes(1));

        int before = published().getKeys().size();
        assertThat(published().getKeyByKeyId("next")).isEqualTo(next.toPublicJWK());

        clock.advance(Duration.ofHours(2));
        assertThat(published().getKeys()).hasSizeLessThan(before);
        assertThat(published().getKeyByKeyId("next")).isNull();
        assertThat(login(verifiedPerson(), PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anOperatorChangesTheKeyAndNobodyNotices() throws Exception {
        String email = verifiedPerson();
        staff.put(idOf(email), "super_admin", FakeStaff.ALL);
        String operator = tokenOf(email);
        String before = kid(operator);

        Answer begun = post(KEYS + "/rotate", "", operator);
        assertThat(begun.status()).isEqualTo(200);
        String next = begun.text("id");
        assertThat(begun.text("status")).isEqualTo("next");
        assertThat(post(KEYS + "/rotate", "", operator).body()).as("again").isEqualTo(begun.body());
        assertThat(published().getKeyByKeyId(next)).as("known before it signs").isNotNull();
        assertThat(kid(tokenOf(email))).as("does not sign yet").isEqualTo(before);

        rotation.turn();
        assertThat(kid(tokenOf(email))).as("is not due yet").isEqualTo(before);
        clock.advance(Duration.ofMinutes(12));
        rotation.turn();

        String after = tokenOf(email);
        assertThat(kid(after)).isEqualTo(next);
        assertThat(get("/api/v1/users/me", operator).status())
                .as("signed by the old key")
                .isEqualTo(200);
        assertThat(get("/api/v1/users/me", after).status()).isEqualTo(200);
        assertThat(delete(KEYS + "/" + next, after).code()).isEqualTo("key-active");

        clock.advance(Duration.ofMinutes(76));
        assertThat(published().getKeyByKeyId(before))
                .as("its tokens have ended")
                .isNull();
        String statuses = get(KEYS, tokenOf(email)).body().toString();
        assertThat(statuses).contains(next).doesNotContain("private").doesNotContain("p1.");
    }

    @Test
    void aKeyThatLeakedIsWithdrawnAtOnce() throws Exception {
        String email = verifiedPerson();
        staff.put(idOf(email), "super_admin", FakeStaff.ALL);
        String leaked = kid(tokenOf(email));
        String stolen = tokenOf(email);
        post(KEYS + "/rotate", "", tokenOf(email));
        clock.advance(Duration.ofMinutes(12));
        rotation.turn();
        String operator = tokenOf(email);
        assertThat(get("/api/v1/users/me", stolen).status()).isEqualTo(200);

        assertThat(delete(KEYS + "/" + leaked, operator).status()).isEqualTo(204);

        assertThat(published().getKeyByKeyId(leaked)).isNull();
        assertThat(get("/api/v1/users/me", stolen).status()).isEqualTo(401);
        assertThat(delete(KEYS + "/" + leaked, operator).status()).isEqualTo(404);
    }

    @Test
    void aKeyThatIsNinetyDaysOldIsReplacedByItself() throws Exception {
        rotation.turn();
        String before = kid(tokenOf(verifiedPerson()));
        assertThat(next()).as("its day is far").isEmpty();

        clock.advance(Duration.ofDays(89));
        rotation.turn();
        List<String> next = next();
        assertThat(next).hasSize(1);
        assertThat(published().getKeyByKeyId(next.getFirst())).isNotNull();
        clock.advance(Duration.ofDays(1));
        rotation.turn();

        assertThat(kid(tokenOf(verifiedPerson()))).isEqualTo(next.getFirst()).isNotEqualTo(before);
    }

    @Test
    void manyReplicasThatTurnAtOnceMakeOneStep() throws Exception {
        String email = verifiedPerson();
        staff.put(idOf(email), "super_admin", FakeStaff.ALL);
        String operator = tokenOf(email);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = java.util.stream.IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(
                            () -> post(KEYS + "/rotate", "", operator).text("id")))
                    .toList();
            var ids = new java.util.HashSet<String>();
            for (var answer : answers) {
                ids.add(answer.get());
            }
            assertThat(ids).hasSize(1);
        }
        clock.advance(Duration.ofMinutes(12));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                threads.submit(rotation::turn);
            }
        }

        assertThat(sql().sql("select count(*) from users.signing_keys where status = 'active'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(next()).isEmpty();
    }

    @Test
    void onlyOperatorsWithARecentProofMay() {
        String email = verifiedPerson();
        assertThat(post(KEYS + "/rotate", "", tokenOf(email)).code()).isEqualTo("permission-required");
        assertThat(post(KEYS + "/rotate", "", null).status()).isEqualTo(401);
        staff.put(idOf(email), "super_admin", FakeStaff.ALL);
        Answer session = login(email, PASSWORD);
        clock.advance(Duration.ofMinutes(11));

        String old = refresh(session.text("refreshToken")).text("accessToken");
        assertThat(get(KEYS, old).status()).isEqualTo(200);
        assertThat(post(KEYS + "/rotate", "", old).code()).isEqualTo("step-up-required");
        assertThat(delete(KEYS + "/x", old).code()).isEqualTo("step-up-required");
    }

    private List<String> next() {
        return sql().sql("select id from users.signing_keys where status = 'next'")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static String kid(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private JWKSet published() throws Exception {
        return JWKSet.load(
                URI.create("http://localhost:" + port + "/oauth2/jwks").toURL());
    }

    private static JWKSet keysOf(ConfigurableApplicationContext replica) throws Exception {
        int replicaPort = replica.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return JWKSet.load(
                URI.create("http://localhost:" + replicaPort + "/oauth2/jwks").toURL());
    }

    private static ConfigurableApplicationContext start(TestDatabase database) {
        return new SpringApplicationBuilder(UserApplication.class)
                .run(
                        "--DATABASE_URL=" + database.jdbcUrl(),
                        "--DATABASE_PASSWORD=" + TestDatabase.PASSWORD,
                        "--DATABASE_OWNER_PASSWORD=" + TestDatabase.PASSWORD,
                        "--REDIS_URL=" + TestRedis.sharedUrl(),
                        "--MASTER_KEY=" + ROOT_KEY,
                        "--SERVER_PORT=0",
                        "--MANAGEMENT_PORT=-1",
                        "--LOG_FORMAT=text");
    }
}
