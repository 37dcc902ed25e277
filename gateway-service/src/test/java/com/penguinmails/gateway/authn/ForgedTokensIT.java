package com.penguinmails.gateway.authn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.testkit.TestTokens;
import com.penguinmails.tokens.EndedSessions;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;

/**
 * The known attacks on tokens, RFC 8725 and its kin: every one is refused as no token at all, and none makes the gateway fetch
 * anything from where the token says.
 */
class ForgedTokensIT {

    private static final AtomicInteger FETCHED_FROM_ATTACKER = new AtomicInteger();
    private static final ECKey ATTACKERS = TestTokens.strangeKey();
    private static HttpServer attacker;

    private final Tokens tokens = new Tokens(
            new TokenProperties(TestTokens.ISSUER, URI.create(TestTokens.jwksUri()), null),
            new EndedSessions(),
            Clock.systemUTC());

    record Forged(String name, String token) {

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void attackerPublishesAKey() throws IOException {
        attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            FETCHED_FROM_ATTACKER.incrementAndGet();
            byte[] keys = new JWKSet(ATTACKERS.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        attacker.start();
    }

    @AfterAll
    static void stop() {
        attacker.stop(0);
    }

    static Stream<Forged> forged() throws JOSEException, ParseException, IOException {
        var forged = Stream.<Forged>builder();
        for (String none : List.of("none", "None", "NONE", "nOnE", "", "null")) {
            forged.add(new Forged("alg " + none, raw("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\"}", "")));
            forged.add(new Forged(
                    "alg " + none + " with a signature", raw("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\"}", "AAAA")));
        }
        forged.add(new Forged("no alg", raw("{\"typ\":\"at+jwt\"}", "AAAA")));
        forged.add(new Forged("alg as a list", raw("{\"alg\":[\"ES256\"],\"typ\":\"at+jwt\"}", "AAAA")));
        forged.add(new Forged(
                "two algs",
                raw("{\"alg\":\"none\",\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"test-key\"}", "AAAA")));
        for (byte[] secret : List.of(
                publicKey().toECPublicKey().getEncoded(),
                publicKey().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
                forged.add(new Forged(
                        algorithm + " with the public key as secret",
                        mac(algorithm, Arrays.copyOf(secret, Math.max(64, secret.length)))));
            }
        }
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("test-key").generate();
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            var token = new SignedJWT(header(algorithm).keyID("test-key").build(), claims().build());
            token.sign(new RSASSASigner(rsa));
            forged.add(new Forged(algorithm.getName(), token.serialize()));
        }
        for (String kid : List.of(
                "../../../../dev/null",
                "/dev/null",
                "x' union select 'key",
                "http://127.0.0.1:" + port() + "/k",
                "\u0000",
                "test-key\u0000",
                "test-key ",
                "TEST-KEY",
                "x".repeat(4_000),
                "")) {
            forged.add(new Forged(
                    "kid " + kid.substring(0, Math.min(20, kid.length())),
                    attackers(header(JWSAlgorithm.ES256).keyID(kid))));
        }
        forged.add(new Forged("no kid", attackers(header(JWSAlgorithm.ES256))));
        forged.add(new Forged(
                "the kid of the true key, signed by another",
                attackers(header(JWSAlgorithm.ES256).keyID("test-key"))));
        forged.add(
                new Forged("its own jwk", attackers(header(JWSAlgorithm.ES256).jwk(ATTACKERS.toPublicJWK()))));
        forged.add(new Forged(
                "its own jwk under the true kid",
                attackers(header(JWSAlgorithm.ES256).keyID("test-key").jwk(ATTACKERS.toPublicJWK()))));
        URI evil = URI.create("http://127.0.0.1:" + port() + "/keys");
        forged.add(new Forged(
                "jku", attackers(header(JWSAlgorithm.ES256).keyID("strange").jwkURL(evil))));
        forged.add(new Forged(
                "jku under the true kid",
                attackers(header(JWSAlgorithm.ES256).keyID("test-key").jwkURL(evil))));
        forged.add(new Forged(
                "x5u", attackers(header(JWSAlgorithm.ES256).keyID("strange").x509CertURL(evil))));
        forged.add(new Forged(
                "x5c",
                attackers(header(JWSAlgorithm.ES256).keyID("strange").x509CertChain(List.of(new Base64("AAAA"))))));
        forged.add(new Forged(
                "crit", attackers(header(JWSAlgorithm.ES256).keyID("test-key").criticalParams(Set.of("exp")))));
        String good = TestTokens.sign(claims().build());
        String[] parts = good.split("\\.");
        byte[] signature = new Base64URL(parts[2]).decode();
        forged.add(new Forged("signature of zeros", parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64])));
        forged.add(new Forged("no signature", parts[0] + "." + parts[1] + "."));
        forged.add(new Forged("no signature, no dot", parts[0] + "." + parts[1]));
        forged.add(new Forged(
                "stripped signature",
                parts[0] + "." + parts[1] + "." + Base64URL.encode(Arrays.copyOf(signature, 63))));
        forged.add(new Forged(
                "extended signature",
                parts[0] + "." + parts[1] + "." + Base64URL.encode(Arrays.copyOf(signature, 65))));
        forged.add(new Forged(
                "signature as DER",
                parts[0] + "." + parts[1] + "." + Base64URL.encode(ECDSA.transcodeSignatureToDER(signature))));
        forged.add(new Forged(
                "signature of another token",
                parts[0] + "." + parts[1] + "."
                        + TestTokens.sign(claims().build()).split("\\.")[2]));
        forged.add(new Forged(
                "another payload",
                parts[0] + "."
                        + Base64URL.encode(claims().subject(UUID.randomUUID().toString())
                                .build()
                                .toString()) + "." + parts[2]));
        forged.add(new Forged("four parts", good + ".AAAA"));
        forged.add(new Forged("five parts", "a.b.c.d.e"));
        for (JOSEObjectType type : Arrays.asList(
                JOSEObjectType.JWT, new JOSEObjectType("id+jwt"), new JOSEObjectType("logout+jwt"), null)) {
            forged.add(new Forged("typ " + type, TestTokens.signAs(type, claims().build())));
        }
        forged.add(new Forged("expired beyond the skew", TestTokens.sign(ended(-35))));
        forged.add(new Forged(
                "not valid for longer than the skew",
                TestTokens.sign(claims().notBeforeTime(secondsFromNow(40)).build())));
        forged.add(new Forged(
                "issuer with a slash more",
                TestTokens.sign(claims().issuer(TestTokens.ISSUER + "/").build())));
        forged.add(new Forged(
                "issuer in capitals",
                TestTokens.sign(claims().issuer(TestTokens.ISSUER.toUpperCase(Locale.ROOT))
                        .build())));
        forged.add(new Forged(
                "audience in capitals",
                TestTokens.sign(claims().audience("PENGUINMAILS-API").build())));
        forged.add(new Forged(
                "audience of one service",
                TestTokens.sign(claims().audience("campaign").build())));
        forged.add(new Forged("encrypted to nobody", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA"));
        return forged.build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void isRefused(Forged forged) {
        assertThatThrownBy(() -> tokens.verify(bearer(forged.token())).block())
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
                    assertThat(refusal.code()).isEqualTo("authentication-required");
                });
        assertThat(FETCHED_FROM_ATTACKER)
                .as("nothing is fetched from where a token says")
                .hasValue(0);
    }

    /** What the attacks are built from would pass if they were no attacks. */
    @Test
    void theTrueTokenPasses() {
        assertThat(tokens.verify(bearer(TestTokens.sign(claims().build()))).block())
                .isNotNull();
        assertThat(tokens.verify(bearer(TestTokens.sign(ended(-20)))).block())
                .as("within the skew")
                .isNotNull();
    }

    @Test
    void aTokenOfAMegabyteIsRefusedUnread() {
        assertThatThrownBy(() -> tokens.verify(bearer("a".repeat(1 << 20))).block())
                .isInstanceOf(Refusal.class);
    }

    private static HttpHeaders bearer(String token) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        return headers;
    }

    private static int port() {
        return attacker.getAddress().getPort();
    }

    private static Date secondsFromNow(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static JWTClaimsSet.Builder claims() {
        return TestTokens.userClaims(UUID.randomUUID(), UUID.randomUUID());
    }

    private static JWTClaimsSet ended(long secondsFromNow) {
        Date begin = secondsFromNow(-600);
        return claims().issueTime(begin)
                .notBeforeTime(begin)
                .expirationTime(secondsFromNow(secondsFromNow))
                .build();
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).type(new JOSEObjectType("at+jwt"));
    }

    private static String raw(String header, String signature) {
        return Base64URL.encode(header) + "."
                + Base64URL.encode(claims().build().toString()) + "." + signature;
    }

    private static String mac(JWSAlgorithm algorithm, byte[] secret) throws JOSEException {
        var token = new SignedJWT(header(algorithm).keyID("test-key").build(), claims().build());
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private static String attackers(JWSHeader.Builder header) throws JOSEException {
        var token = new SignedJWT(header.build(), claims().build());
        var signer = new ECDSASigner(ATTACKERS);
        token.sign(signer);
        return token.serialize();
    }

    private static ECKey publicKey() throws IOException, ParseException {
        return JWKSet.load(URI.create(TestTokens.jwksUri()).toURL())
                .getKeys()
                .getFirst()
                .toECKey();
    }
}
