package com.penguinmails.tenant.datakey;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.tenancy.TenantHandover;
import com.penguinmails.web.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rotation of a tenant's data key, by operators: yearly, and when a key may have been seen. */
@RestController
class KeyRotationController {

    private final KeyRotation rotation;
    private final TenantHandover handover;

    KeyRotationController(KeyRotation rotation, TenantHandover handover) {
        this.rotation = rotation;
        this.handover = handover;
    }

    /** @param reason the tenant reads it */
    record Reason(@NotBlank @Size(min = 10, max = 500) String reason) {}

    @PostMapping("/api/v1/platform/admin/tenants/{tenantId}/data-key/rotation")
    @RequiresPermission(PlatformPermissions.TENANT_MANAGE)
    @RecentSignIn
    @Idempotent
    @ResponseStatus(HttpStatus.ACCEPTED)
    public ResponseEntity<KeyRotation.Started> rotate(
            CurrentUser operator, @PathVariable UUID tenantId, @RequestBody @Valid Reason reason) {
        return ResponseEntity.accepted()
                .body(handover.to(
                        new TenantId(tenantId),
                        () -> rotation.start(operator.userId(), reason.reason().strip())));
    }
}
