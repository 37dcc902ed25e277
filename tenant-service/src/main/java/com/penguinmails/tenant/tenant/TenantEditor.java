package com.penguinmails.tenant.tenant;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes the tenant in scope. */
@Component
class TenantEditor {

    private final TenantTable tenants;
    private final AuditLog audit;

    TenantEditor(TenantTable tenants, AuditLog audit) {
        this.tenants = tenants;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public TenantSummary current() {
        return tenants.find().orElseThrow(TenantEditor::unknown);
    }

    /** What is null stays as it is. */
    @Transactional
    public TenantSummary change(
            UUID actor, @Nullable String name, @Nullable String postalAddress, @Nullable ZoneId timezone) {
        TenantSummary tenant = tenants.locked().orElseThrow(TenantEditor::unknown);
        var changed = new TenantSummary(
                tenant.id(),
                name == null ? tenant.name() : name.strip(),
                tenant.status(),
                postalAddress == null ? tenant.postalAddress() : postalAddress.strip(),
                timezone == null ? tenant.timezone() : timezone.getId(),
                tenant.createdAt());
        if (changed.equals(tenant)) {
            return tenant;
        }
        tenants.update(changed);
        audit.record(new AuditAct(
                Actor.user(actor), "tenant.changed", "tenant", tenant.id().toString(), differences(tenant, changed)));
        return changed;
    }

    private static Map<String, String> differences(TenantSummary before, TenantSummary after) {
        var differences = new HashMap<String, String>();
        if (!before.name().equals(after.name())) {
            differences.put("nameBefore", before.name());
            differences.put("name", after.name());
        }
        if (!before.timezone().equals(after.timezone())) {
            differences.put("timezoneBefore", before.timezone());
            differences.put("timezone", after.timezone());
        }
        if (after.postalAddress() != null && !after.postalAddress().equals(before.postalAddress())) {
            differences.put("postalAddress", after.postalAddress());
        }
        return differences;
    }

    private static Refusal unknown() {
        return Refusal.notFound("tenant");
    }
}
