package com.penguinmails.tenant.quota;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.tenancy.TenantHandover;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Limits, for the tenant and for operators. */
@RestController
class QuotaController {

    private static final String OF_TENANT = "/api/v1/platform/admin/tenants/{tenantId}/quotas";

    private final Quotas quotas;
    private final QuotaExceptions exceptions;
    private final TenantHandover handover;

    QuotaController(Quotas quotas, QuotaExceptions exceptions, TenantHandover handover) {
        this.quotas = quotas;
        this.exceptions = exceptions;
        this.handover = handover;
    }

    record QuotaList(List<Quotas.Limit> items) {}

    /** @param most null for the usual limit again */
    record NewLimit(
            @Min(0) @Max(1_000_000) @Nullable Long most,
            @NotBlank @Size(min = 3, max = 300) String reason) {}

    @GetMapping("/api/v1/tenant/quotas")
    @RequiresPermission(Permissions.TENANT_READ)
    QuotaList own() {
        return new QuotaList(quotas.all());
    }

    @GetMapping(OF_TENANT)
    @RequiresPermission(PlatformPermissions.TENANT_READ)
    QuotaList of(@PathVariable UUID tenantId) {
        return new QuotaList(handover.to(new TenantId(tenantId), exceptions::all));
    }

    @PutMapping(OF_TENANT + "/{quota}")
    @RequiresPermission(PlatformPermissions.TENANT_MANAGE)
    QuotaList set(
            CurrentUser operator,
            @PathVariable UUID tenantId,
            @PathVariable String quota,
            @RequestBody @Valid NewLimit limit) {
        Quota wanted = Quota.of(quota);
        return new QuotaList(handover.to(
                new TenantId(tenantId), () -> exceptions.set(operator.userId(), wanted, limit.most(), limit.reason())));
    }
}
