package com.penguinmails.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TenantCipherTest {

    private static final TenantId ACME = new TenantId(UUID.fromString("0193521f-0000-7000-8000-000000000001"));
    private static final TenantId RIVAL = new TenantId(UUID.fromString("0193521f-0000-7000-8000-000000000002"));
    private static final String CONTEXT = "infrastructure|mailboxes|smtp_password|42";

    private final WrappedKeysets keysets = new WrappedKeysets(rootKey("root"));
    private final Map<TenantId, String> stored = new ConcurrentHashMap<>();
    private final AtomicInteger fetched = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final TenantCipher cipher = new TenantCipher(this::fetch, keysets, clock());

    @Test
    void aSecretReadsBackAndItsCiphertextShowsNothingOfIt() {
        String sealed = cipher.encrypt(ACME, "p4ss wörd", CONTEXT);

        assertThat(sealed).startsWith("v1.").doesNotContain("p4ss").matches("[A-Za-z0-9._-]+");
        assertThat(cipher.decrypt(ACME, sealed, CONTEXT)).isEqualTo("p4ss wörd");
        assertThat(cipher.encrypt(ACME, "p4ss wörd", CONTEXT)).isNotEqualTo(sealed);
    }

    @Test
    void bytesReadBackAsBytes() {
        byte[] key = {0, -1, 127, -128};
        assertThat(cipher.decryptBytes(ACME, cipher.encrypt(ACME, key, CONTEXT), CONTEXT))
                .isEqualTo(key);
    }

    @Test
    void aCiphertextMovedToAnotherRowOrTenantDoesNotOpen() {
        String sealed = cipher.encrypt(ACME, "secret", CONTEXT);

        assertRefused(ACME, sealed, "infrastructure|mailboxes|smtp_password|43");
        assertRefused(RIVAL, sealed, CONTEXT);
    }

    @Test
    void evenUnderOneKeyTheTenantBinds() {
        // The worst case: two tenants were given the same keyset by mistake.
        String shared = keysets.generate(ACME);
        TenantCipher careless =
                new TenantCipher(tenant -> tenant.equals(ACME) ? shared : rewrap(shared), keysets, Clock.systemUTC());
        String sealed = careless.encrypt(ACME, "secret", CONTEXT);

        assertThatThrownBy(() -> careless.decrypt(RIVAL, sealed, CONTEXT)).isInstanceOf(DecryptionFailed.class);
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] sealed = Base64.getUrlDecoder()
                .decode(cipher.encrypt(ACME, "secret", CONTEXT).substring(3));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertRefused(ACME, "v1." + Base64.getUrlEncoder().withoutPadding().encodeToString(changed), CONTEXT);
        }
    }

    @Test
    void rubbishIsRefusedAndTheReasonIsNotTold() {
        for (String rubbish : List.of("", "v1.", "v2.AAAA", "secret", "v1.%%%")) {
            assertRefused(ACME, rubbish, CONTEXT);
        }
    }

    @Test
    void aWrappedKeysetOfAnotherTenantDoesNotOpen() {
        String ofRival = keysets.generate(RIVAL);
        assertThatThrownBy(() -> keysets.unwrap(ACME, ofRival)).isInstanceOf(DecryptionFailed.class);
    }

    @Test
    void aRetiredRootKeyStillUnwrapsAndAForeignOneDoesNot() {
        String wrapped = keysets.generate(ACME);
        RootKey rotated = RootKey.of(
                KeyMaterial.publiclyKnownDevelopmentKey("next"),
                List.of(KeyMaterial.publiclyKnownDevelopmentKey("root")));

        assertThat(new WrappedKeysets(rotated).unwrap(ACME, wrapped)).isNotNull();
        assertThatThrownBy(() -> new WrappedKeysets(rootKey("next")).unwrap(ACME, wrapped))
                .isInstanceOf(DecryptionFailed.class);
    }

    @Test
    void aKeyIsFetchedOnceInTenMinutesAndThenAgain() {
        cipher.encrypt(ACME, "a", CONTEXT);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10).minusMillis(1)));
        cipher.encrypt(ACME, "b", CONTEXT);
        assertThat(fetched).hasValue(1);

        now.updateAndGet(time -> time.plusMillis(1));
        cipher.encrypt(ACME, "c", CONTEXT);
        assertThat(fetched).hasValue(2);
    }

    @Test
    void aRefusalOfTheSourcePassesThroughAndIsNotRemembered() {
        TenantId unknown = new TenantId(UUID.fromString("0193521f-0000-7000-8000-000000000009"));
        AtomicReference<Boolean> known = new AtomicReference<>(false);
        TenantCipher choosy = new TenantCipher(
                tenant -> {
                    if (!known.get()) {
                        throw Refusal.notFound("tenant");
                    }
                    return keysets.generate(tenant);
                },
                keysets,
                clock());

        assertThatThrownBy(() -> choosy.encrypt(unknown, "a", CONTEXT)).isInstanceOf(Refusal.class);
        known.set(true);
        assertThat(choosy.encrypt(unknown, "a", CONTEXT)).startsWith("v1.");
    }

    @Test
    void manyThreadsShareOneCipher() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = IntStream.range(0, 200)
                    .mapToObj(n -> threads.submit(() -> {
                        TenantId tenant = n % 2 == 0 ? ACME : RIVAL;
                        return cipher.decrypt(tenant, cipher.encrypt(tenant, "secret " + n, CONTEXT), CONTEXT);
                    }))
                    .toList();
            for (int n = 0; n < answers.size(); n++) {
                assertThat(answers.get(n).get()).isEqualTo("secret " + n);
            }
        }
        assertThat(fetched).hasValue(2);
    }

    private void assertRefused(TenantId tenant, String sealed, String context) {
        assertThatThrownBy(() -> cipher.decrypt(tenant, sealed, context))
                .isInstanceOf(DecryptionFailed.class)
                .hasMessage("A stored secret could not be decrypted.")
                .hasNoCause();
    }

    private String fetch(TenantId tenant) {
        fetched.incrementAndGet();
        return stored.computeIfAbsent(tenant, keysets::generate);
    }

    private static String rewrap(String wrappedForAcme) {
        try {
            var root = rootKey("root").aead();
            var keyset = TinkProtoKeysetFormat.parseEncryptedKeyset(
                    Base64.getDecoder().decode(wrappedForAcme),
                    root,
                    ACME.toString().getBytes(StandardCharsets.UTF_8),
                    RegistryConfiguration.get());
            return Base64.getEncoder()
                    .encodeToString(TinkProtoKeysetFormat.serializeEncryptedKeyset(
                            keyset,
                            root,
                            RIVAL.toString().getBytes(StandardCharsets.UTF_8),
                            RegistryConfiguration.get()));
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private static RootKey rootKey(String name) {
        return RootKey.of(KeyMaterial.publiclyKnownDevelopmentKey(name), List.of());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }
}
