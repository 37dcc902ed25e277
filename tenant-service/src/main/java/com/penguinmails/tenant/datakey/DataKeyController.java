package com.penguinmails.tenant.datakey;

import com.penguinmails.contracts.tenant.TenantDataKeys;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.InternalEndpoint;
import com.penguinmails.tenancy.TenantScope;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/** Only services that seal something for a tenant need its key. */
@RestController
@InternalEndpoint({"user", "infrastructure", "campaign", "email-processor", "billing", "worker"})
class DataKeyController implements TenantDataKeys {

    private final DataKeys keys;

    DataKeyController(DataKeys keys) {
        this.keys = keys;
    }

    @Override
    public WrappedKeyset dataKey(UUID tenantId) {
        String keyset = TenantScope.<java.util.Optional<String>, RuntimeException>call(
                        new TenantId(tenantId), keys::find)
                .orElseThrow(() -> Refusal.notFound("tenant"));
        return new WrappedKeyset(tenantId, keyset);
    }
}
