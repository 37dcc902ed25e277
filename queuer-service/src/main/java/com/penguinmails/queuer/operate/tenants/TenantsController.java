package com.penguinmails.queuer.operate.tenants;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.queuer.operate.acts.Because;
import com.penguinmails.queuer.operate.acts.Perhaps;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's place in the round, for operators. */
@RestController
@RequestMapping("/api/v1/platform/system/tenants/{tenantId}")
@Tag(name = "queue operations")
class TenantsController {

    private final TenantPlace place;

    TenantsController(TenantPlace place) {
        this.place = place;
    }

    /** @param weight how many jobs the tenant is given where others are given one, 1 to 100 */
    record Weight(
            @NotNull @Min(1) @Max(100) Integer weight,
            @Size(min = 3, max = 500) @Nullable String reason) {}

    @Operation(
            summary = "Lend out nothing more of a tenant, in any queue",
            description = "Takes hold within a second. What is in Redis already goes on. May be repeated.")
    @PostMapping("/pause")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    TenantPlace.Place pause(CurrentUser operator, @PathVariable UUID tenantId, @RequestBody @Valid Because body) {
        return place.pause(operator.userId(), tenantId, body.reason());
    }

    @Operation(summary = "Lend out the tenant's jobs again", description = "May be repeated.")
    @PostMapping("/resume")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    TenantPlace.Place resume(
            CurrentUser operator,
            @PathVariable UUID tenantId,
            @RequestBody(required = false) @Valid @Nullable Perhaps body) {
        return place.resume(operator.userId(), tenantId, Perhaps.reasonOf(body));
    }

    @Operation(summary = "Set how many jobs the tenant is given where others are given one")
    @PutMapping("/weight")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    TenantPlace.Place weigh(CurrentUser operator, @PathVariable UUID tenantId, @RequestBody @Valid Weight body) {
        return place.weigh(operator.userId(), tenantId, body.weight(), body.reason());
    }
}
