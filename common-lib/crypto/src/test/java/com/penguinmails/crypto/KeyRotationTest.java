package com.penguinmails.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A tenant's key is replaced while services with the old keyset and services with the new one read each other's secrets. */
class KeyRotationTest {

    private static final TenantId ACME = new TenantId(UUID.fromString("0193521f-0000-7000-8000-000000000001"));
    private static final TenantId RIVAL = new TenantId(UUID.fromString("0193521f-0000-7000-8000-000000000002"));
    private static final String CONTEXT = "infrastructure|mailboxes|smtp_password|42";

    private final WrappedKeysets keysets = new WrappedKeysets(RootKey.of(new byte[32], List.of()));
    private final String before = keysets.generate(ACME);
    private final String added = keysets.withNewKey(ACME, before);
    private final String after = keysets.withNewestFirst(ACME, added);

    @Test
    void neighbouringStepsReadEachOther() {
        for (List<String> pair : List.of(List.of(before, added), List.of(added, after))) {
            for (int i = 0; i < 2; i++) {
                String sealed = with(pair.get(i)).encrypt(ACME, "secret", CONTEXT);
                assertThat(with(pair.get(1 - i)).decrypt(ACME, sealed, CONTEXT)).isEqualTo("secret");
            }
        }
    }

    @Test
    void theOldKeyStillOpensAndDoesNotEncryptAnyMore() {
        String old = with(before).encrypt(ACME, "secret", CONTEXT);
        assertThat(with(after).decrypt(ACME, old, CONTEXT)).isEqualTo("secret");

        String fresh = with(after).encrypt(ACME, "secret", CONTEXT);
        assertThatThrownBy(() -> with(before).decrypt(ACME, fresh, CONTEXT)).isInstanceOf(DecryptionFailed.class);
    }

    @Test
    void aKeysetOfAnotherTenantIsNotRotated() {
        assertThatThrownBy(() -> keysets.withNewKey(RIVAL, before)).isInstanceOf(DecryptionFailed.class);
        assertThatThrownBy(() -> keysets.withNewestFirst(RIVAL, added)).isInstanceOf(DecryptionFailed.class);
        assertThatThrownBy(() -> keysets.withNewKey(ACME, "nonsense")).isInstanceOf(DecryptionFailed.class);
    }

    private TenantCipher with(String keyset) {
        return new TenantCipher(tenant -> keyset, keysets, Clock.systemUTC());
    }
}
