package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestRedis;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class SigningKeysIT extends UserServiceFixture {

    private static final String ROOT_KEY = "dGVzdC1vbmx5LXRlc3Qtb25seS10ZXN0LW9ubHktMzI=";

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
        String stored = sql().sql("select private_key from users.signing_keys")
                .query(String.class)
                .single();
        assertThat(stored).startsWith("p1.").doesNotContain("\"d\"");
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

        assertThat(published().getKeys()).hasSize(2);
        assertThat(published().getKeyByKeyId("next")).isEqualTo(next.toPublicJWK());

        clock.advance(Duration.ofHours(2));
        assertThat(published().getKeys()).hasSize(1);
        assertThat(login(verifiedPerson(), PASSWORD).status()).isEqualTo(200);
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
