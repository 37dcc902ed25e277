package com.penguinmails.tenant.tenant;

import com.penguinmails.kernel.Refusal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes the tenant in scope. */
@Component
class TenantEditor {

    private final TenantTable tenants;

    TenantEditor(TenantTable tenants) {
        this.tenants = tenants;
    }

    @Transactional(readOnly = true)
    public TenantSummary current() {
        return tenants.find().orElseThrow(TenantEditor::unknown);
    }

    /** What is null stays as it is. */
    @Transactional
    public TenantSummary change(@Nullable String name, @Nullable String postalAddress, @Nullable ZoneId timezone) {
        TenantSummary tenant = tenants.locked().orElseThrow(TenantEditor::unknown);
        var changed = new TenantSummary(
                tenant.id(),
                name == null ? tenant.name() : name.strip(),
                tenant.status(),
                postalAddress == null ? tenant.postalAddress() : postalAddress.strip(),
                timezone == null ? tenant.timezone() : timezone.getId(),
                tenant.createdAt());
        tenants.update(changed);
        return changed;
    }

    private static Refusal unknown() {
        return Refusal.notFound("tenant");
    }
}
