package com.penguinmails.tenant.oversight;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.tenancy.TenantHandover;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tenants, for operators. */
@RestController
@RequestMapping("/api/v1/platform/admin/tenants")
class OversightController {

    private final TenantRecords tenants;
    private final TenantHandover handover;

    OversightController(TenantRecords tenants, TenantHandover handover) {
        this.tenants = tenants;
        this.handover = handover;
    }

    /** @param reason the tenant reads it */
    record Reason(@NotBlank @Size(min = 10, max = 500) String reason) {}

    @GetMapping
    @RequiresPermission(PlatformPermissions.TENANT_READ)
    CursorPage<TenantRecord> list(
            CurrentUser operator,
            @RequestParam(required = false) @Size(min = 1, max = 100) @Nullable String search,
            @RequestParam(required = false)
                    @Pattern(
                            regexp = "active|suspended|closing|closed",
                            message = "must be active, suspended, closing or closed")
                    @Nullable
                    String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                tenants.list(operator.userId(), search, status, Cursors.idOr(cursor, Cursors.NEWEST), size + 1),
                size,
                tenant -> tenant.id().toString(),
                Function.identity());
    }

    @GetMapping("/{tenantId}")
    @RequiresPermission(PlatformPermissions.TENANT_READ)
    TenantRecord get(CurrentUser operator, @PathVariable UUID tenantId) {
        return handover.to(new TenantId(tenantId), () -> tenants.get(operator.userId()));
    }

    @PostMapping("/{tenantId}/suspension")
    @RequiresPermission(PlatformPermissions.TENANT_MANAGE)
    @RecentSignIn
    @Idempotent
    public ResponseEntity<TenantRecord> suspend(
            CurrentUser operator, @PathVariable UUID tenantId, @RequestBody @Valid Reason reason) {
        return ResponseEntity.ok(set(operator, tenantId, "active", "suspended", reason));
    }

    @PostMapping("/{tenantId}/reinstatement")
    @RequiresPermission(PlatformPermissions.TENANT_MANAGE)
    @Idempotent
    public ResponseEntity<TenantRecord> reinstate(
            CurrentUser operator, @PathVariable UUID tenantId, @RequestBody @Valid Reason reason) {
        return ResponseEntity.ok(set(operator, tenantId, "suspended", "active", reason));
    }

    private TenantRecord set(CurrentUser operator, UUID tenantId, String from, String to, Reason reason) {
        return handover.to(
                new TenantId(tenantId),
                () -> tenants.setStatus(
                        operator.userId(), from, to, reason.reason().strip()));
    }
}
