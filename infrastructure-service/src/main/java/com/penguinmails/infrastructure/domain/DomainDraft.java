package com.penguinmails.infrastructure.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A domain that will be there once it is registered; made before the transaction that needs it. */
public final class DomainDraft {

    private final String name;
    private final UUID newId;
    private final @Nullable SealedKeyPair newKey;

    DomainDraft(String name, UUID newId, @Nullable SealedKeyPair newKey) {
        this.name = name;
        this.newId = newId;
        this.newKey = newKey;
    }

    String name() {
        return name;
    }

    UUID newId() {
        return newId;
    }

    /** Null when the domain was already there. */
    @Nullable
    SealedKeyPair newKey() {
        return newKey;
    }
}
