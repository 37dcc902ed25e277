package com.penguinmails.infrastructure.domain;

import com.penguinmails.infrastructure.TenantRow;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A domain with its DKIM key; the private half is sealed with the tenant's key. */
@Entity
@Table(name = "domains")
class SendingDomain {

    @EmbeddedId
    private TenantRow key;

    private String name;
    private String dkimSelector;
    private String dkimPublicKey;
    private String dkimPrivateKey;
    private Instant createdAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init")
    protected SendingDomain() {}

    SendingDomain(TenantRow key, String name, SealedKeyPair dkim, Instant now) {
        this.key = key;
        this.name = name;
        this.dkimSelector = dkim.selector();
        this.dkimPublicKey = dkim.publicKey();
        this.dkimPrivateKey = dkim.sealedPrivateKey();
        this.createdAt = now;
    }

    UUID id() {
        return key.id();
    }

    String name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }

    SealedKeyPair dkim() {
        return new SealedKeyPair(dkimSelector, dkimPublicKey, dkimPrivateKey);
    }
}
