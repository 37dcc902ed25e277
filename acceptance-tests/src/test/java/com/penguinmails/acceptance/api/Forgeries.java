package com.penguinmails.acceptance.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.penguinmails.acceptance.Stack;
import com.penguinmails.crypto.PlatformCipher;
import com.penguinmails.crypto.RootKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Tokens that say what a good one says, and are none. */
final class Forgeries {

    private static final int HOUR = 3_600;

    private static final Map<String, ECKey> OWN_KEYS = new ConcurrentHashMap<>();

    private Forgeries() {}

    /** Signed by the platform's own key, as only the platform can; its time is over. */
    static String expired(String token) {
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = (ObjectNode) Json.claims(token);
        claims.put("iat", now - HOUR - 900).put("nbf", now - HOUR - 900).put("exp", now - HOUR);
        return signed(header(token), claims, ownKey(header(token).getKeyID()));
    }

    /** The same key and claims in a token whose time is not over: shows that only the time is wrong with {@link #expired}. */
    static String signedAgain(String token) {
        return signed(
                header(token),
                (ObjectNode) Json.claims(token),
                ownKey(header(token).getKeyID()));
    }

    /** Signed by somebody's key under the name of the platform's. */
    static String forged(String token) {
        try {
            ECKey somebodys = new ECKeyGenerator(Curve.P_256).generate();
            return signed(header(token), (ObjectNode) Json.claims(token), somebodys);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Not signed at all, and says so. */
    static String unsigned(String token) {
        String[] parts = token.split("\\.", 3);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
        return none + "." + parts[1] + ".";
    }

    private static JWSHeader header(String token) {
        try {
            return JWSHeader.parse(new com.nimbusds.jose.util.Base64URL(token.split("\\.", 3)[0]));
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String signed(JWSHeader header, ObjectNode claims, ECKey key) {
        try {
            var token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(header.getKeyID())
                            .type(header.getType())
                            .build(),
                    new Payload(claims.toString()));
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ECKey ownKey(String id) {
        return OWN_KEYS.computeIfAbsent(id, Forgeries::fetch);
    }

    private static ECKey fetch(String id) {
        try (var connection = Stack.running().superuserConnection();
                var statement =
                        connection.prepareStatement("select private_key from users.signing_keys where id::text = ?")) {
            statement.setString(1, id);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no signing key " + id);
                }
                return ECKey.parse(new PlatformCipher(RootKey.of(masterKey(), List.of()))
                        .decrypt(row.getString(1), "users|signing_keys|private_key|" + id));
            }
        } catch (SQLException | ParseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] masterKey() {
        try {
            byte[] secrets = Files.readAllBytes(Stack.running().stackFile().resolveSibling("secrets.json"));
            return Base64.getDecoder()
                    .decode(Json.MAPPER.readTree(secrets).at("/keys/MASTER_KEY").asString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
