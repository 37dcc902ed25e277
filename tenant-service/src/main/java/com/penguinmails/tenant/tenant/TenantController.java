package com.penguinmails.tenant.tenant;

import com.penguinmails.contracts.tenant.Memberships.MembershipView;
import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.tenancy.TenantHandover;
import com.penguinmails.tenant.membership.MembershipsOfPerson;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TenantController {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final TenantCreator creator;
    private final TenantEditor editor;
    private final MembershipsOfPerson memberships;
    private final TenantHandover handover;
    private final Ids ids;

    TenantController(
            TenantCreator creator,
            TenantEditor editor,
            MembershipsOfPerson memberships,
            TenantHandover handover,
            Ids ids) {
        this.creator = creator;
        this.editor = editor;
        this.memberships = memberships;
        this.handover = handover;
        this.ids = ids;
    }

    record NewTenant(
            @NotBlank @OneLine @Size(max = 100) String name,
            @OneLine @Size(min = 5, max = 300) @Nullable String postalAddress,
            @Nullable String timezone) {}

    record TenantChange(
            @OneLine @Size(min = 1, max = 100) @Nullable String name,
            @OneLine @Size(min = 5, max = 300) @Nullable String postalAddress,
            @Nullable String timezone) {}

    @PostMapping("/api/v1/tenants")
    @AnyUser
    @OwnSignIn
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    public ResponseEntity<TenantSummary> create(CurrentUser user, @RequestBody @Valid NewTenant request) {
        creator.checkMayCreate(user);
        ZoneId timezone = request.timezone() == null ? UTC : zone(request.timezone());
        TenantSummary tenant = handover.to(
                new TenantId(ids.next()),
                () -> creator.create(user.userId(), request.name(), request.postalAddress(), timezone));
        return ResponseEntity.created(URI.create("/api/v1/tenant")).body(tenant);
    }

    @GetMapping("/api/v1/tenants")
    @AnyUser
    @OwnSignIn
    CursorPage<MembershipView> mine(CurrentUser user) {
        return new CursorPage<>(memberships.of(user.userId()), null);
    }

    @GetMapping("/api/v1/tenant")
    @RequiresPermission(Permissions.TENANT_READ)
    TenantSummary current() {
        return editor.current();
    }

    @PatchMapping("/api/v1/tenant")
    @RequiresPermission(Permissions.TENANT_MANAGE)
    TenantSummary change(CurrentUser user, @RequestBody @Valid TenantChange change) {
        return editor.change(
                user.userId(),
                change.name(),
                change.postalAddress(),
                change.timezone() == null ? null : zone(change.timezone()));
    }

    private static ZoneId zone(String name) {
        // ZoneId.of also takes offsets such as +02:00, which know no summer time.
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw Refusal.invalid("timezone", "must be an IANA name, for example Europe/Madrid");
        }
        return ZoneId.of(name);
    }
}
