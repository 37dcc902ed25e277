package com.penguinmails.user.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.penguinmails.crypto.PlatformCipher;
import com.penguinmails.kernel.Ids;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The platform's P-256 keys: one signs, all that have not retired are published.
 *
 * <p>They are read again once a minute, so a key that one replica adds is published by all of them within that time. A new key must
 * be published for longer than verifiers keep a key set, which is ten minutes, before it signs.
 */
@Component
class SigningKeys implements SmartInitializingSingleton {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final PlatformCipher cipher;
    private final Ids ids;
    private final Clock clock;

    private volatile @Nullable Keys known;

    SigningKeys(JdbcClient jdbc, TransactionTemplate transaction, PlatformCipher cipher, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cipher = cipher;
        this.ids = ids;
        this.clock = clock;
    }

    private record Keys(ECKey active, JWKSet published, Instant readAt) {}

    private record Row(String id, boolean active, String publicKey, String privateKey) {}

    /** A start without a usable key fails here and not at the first sign-in. */
    @Override
    public void afterSingletonsInstantiated() {
        keys();
    }

    /** With its private part. */
    ECKey active() {
        return keys().active();
    }

    /** Public parts only. */
    JWKSet published() {
        return keys().published();
    }

    /** Forgets what was read; the next token is signed by what is in the database then. */
    void readAgain() {
        known = null;
    }

    /** Adds the key that will sign from {@code activatesAt}; needs a transaction. */
    String addNext(Instant activatesAt) {
        ECKey key = generate(ids.next().toString());
        jdbc.sql("""
                        insert into signing_keys (id, status, public_key, private_key, created_at, activates_at)
                        values (:id, 'next', :public, :private, :now, :activates)""")
                .param("id", key.getKeyID())
                .param("public", key.toPublicJWK().toJSONString())
                .param("private", cipher.encrypt(key.toJSONString(), place(key.getKeyID())))
                .param("now", Timestamp.from(clock.instant()))
                .param("activates", Timestamp.from(activatesAt))
                .update();
        return key.getKeyID();
    }

    private Keys keys() {
        Keys current = known;
        if (current != null && clock.instant().isBefore(current.readAt().plus(FRESH))) {
            return current;
        }
        Keys read = read().orElseGet(() -> {
            addFirst();
            return read().orElseThrow(() -> new IllegalStateException("there is no active signing key"));
        });
        known = read;
        return read;
    }

    private Optional<Keys> read() {
        List<Row> rows = transaction.execute(status -> jdbc.sql("""
                        select id, status = 'active', public_key, private_key from signing_keys
                        where status <> 'published' or retires_at is null or retires_at > ? order by created_at""")
                .param(Timestamp.from(clock.instant()))
                .query((row, number) ->
                        new Row(row.getString(1), row.getBoolean(2), row.getString(3), row.getString(4)))
                .list());
        return rows.stream()
                .filter(Row::active)
                .findFirst()
                .map(row -> new Keys(
                        parsed(cipher.decrypt(row.privateKey(), place(row.id()))),
                        new JWKSet(rows.stream()
                                .map(published -> (com.nimbusds.jose.jwk.JWK)
                                        parsed(published.publicKey()).toPublicJWK())
                                .toList()),
                        clock.instant()));
    }

    /** Replicas that start together all come here; the database keeps the first key and drops the others. */
    private void addFirst() {
        ECKey key = generate(ids.next().toString());
        transaction.executeWithoutResult(status -> jdbc.sql("""
                        insert into signing_keys (id, status, public_key, private_key, created_at, activated_at)
                        values (:id, 'active', :public, :private, :now, :now) on conflict do nothing""")
                .param("id", key.getKeyID())
                .param("public", key.toPublicJWK().toJSONString())
                .param("private", cipher.encrypt(key.toJSONString(), place(key.getKeyID())))
                .param("now", Timestamp.from(clock.instant()))
                .update());
    }

    private static ECKey generate(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java platform has no P-256", impossible);
        }
    }

    static String place(String id) {
        return "users|signing_keys|private_key|" + id;
    }

    private static ECKey parsed(String json) {
        try {
            return ECKey.parse(json);
        } catch (ParseException damaged) {
            // The cause is left out: its message may quote the key.
            throw new IllegalStateException("a row of signing_keys does not hold a key");
        }
    }
}
