package com.penguinmails.tenant.tenant;

import com.penguinmails.contracts.tenant.TenantDirectory;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.InternalEndpoint;
import com.penguinmails.tenancy.TenantScope;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InternalEndpoint
class TenantDirectoryController implements TenantDirectory {

    private final TenantEditor tenants;

    TenantDirectoryController(TenantEditor tenants) {
        this.tenants = tenants;
    }

    @Override
    public TenantView tenant(UUID tenantId) {
        TenantSummary tenant =
                TenantScope.<TenantSummary, RuntimeException>call(new TenantId(tenantId), tenants::current);
        return new TenantView(tenant.id(), tenant.name(), tenant.status(), tenant.postalAddress(), tenant.timezone());
    }
}
