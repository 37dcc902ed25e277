package com.penguinmails.tenant.entry;

import com.penguinmails.contracts.tenant.Permissions;
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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Entries: made by operators, seen and ended by the tenant. */
@RestController
class EntryController {

    private static final String OF_OPERATORS = "/api/v1/platform/admin/tenants/{tenantId}/entries";
    private static final String OF_TENANT = "/api/v1/tenant/operator-entries";

    private final Entries entries;
    private final TenantHandover handover;

    EntryController(Entries entries, TenantHandover handover) {
        this.entries = entries;
        this.handover = handover;
    }

    /**
     * @param reason the tenant reads it
     * @param minutes 20 to 240; tokens can be had until a quarter of an hour before the end
     */
    record NewEntry(
            @NotBlank @Size(min = 10, max = 500) String reason,
            @NotNull @Min(20) @Max(240) Integer minutes) {}

    @PostMapping(OF_OPERATORS)
    @RequiresPermission(PlatformPermissions.TENANT_ENTER)
    @RecentSignIn
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    public ResponseEntity<OperatorEntry> enter(
            CurrentUser operator, @PathVariable UUID tenantId, @RequestBody @Valid NewEntry request) {
        OperatorEntry entry = handover.to(
                new TenantId(tenantId),
                () -> entries.enter(
                        operator.userId(), request.reason().strip(), Duration.ofMinutes(request.minutes())));
        return ResponseEntity.created(
                        URI.create("/api/v1/platform/admin/tenants/" + tenantId + "/entries/" + entry.id()))
                .body(entry);
    }

    @GetMapping(OF_OPERATORS)
    @RequiresPermission(PlatformPermissions.TENANT_READ)
    CursorPage<OperatorEntry> listForOperators(
            @PathVariable UUID tenantId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        UUID before = Cursors.idOr(cursor, Cursors.NEWEST);
        return page(handover.to(new TenantId(tenantId), () -> entries.list(before, size + 1)), size);
    }

    @DeleteMapping(OF_OPERATORS + "/{id}")
    @RequiresPermission(PlatformPermissions.TENANT_ENTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(CurrentUser operator, @PathVariable UUID tenantId, @PathVariable UUID id) {
        handover.to(new TenantId(tenantId), () -> {
            entries.leave(operator.userId(), id);
            return id;
        });
    }

    @GetMapping(OF_TENANT)
    @RequiresPermission(Permissions.AUDIT_READ)
    CursorPage<OperatorEntry> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return page(entries.list(Cursors.idOr(cursor, Cursors.NEWEST), size + 1), size);
    }

    @DeleteMapping(OF_TENANT + "/{id}")
    @RequiresPermission(Permissions.SECURITY_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sendOut(CurrentUser user, @PathVariable UUID id) {
        entries.sendOut(user.userId(), id);
    }

    private static CursorPage<OperatorEntry> page(List<OperatorEntry> found, int size) {
        return CursorPage.of(found, size, entry -> entry.id().toString(), Function.identity());
    }
}
