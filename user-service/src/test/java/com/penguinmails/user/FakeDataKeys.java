package com.penguinmails.user;

import com.penguinmails.contracts.tenant.TenantDataKeys;
import com.penguinmails.crypto.WrappedKeysets;
import com.penguinmails.kernel.TenantId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** tenant-service, as far as it keeps keys: one for each tenant that is asked for. */
final class FakeDataKeys implements TenantDataKeys {

    private final WrappedKeysets keysets;
    private final Map<UUID, WrappedKeyset> keys = new ConcurrentHashMap<>();

    FakeDataKeys(WrappedKeysets keysets) {
        this.keysets = keysets;
    }

    @Override
    public WrappedKeyset dataKey(UUID tenantId) {
        return keys.computeIfAbsent(tenantId, id -> new WrappedKeyset(id, keysets.generate(new TenantId(id))));
    }
}
