package com.penguinmails.tenant.audit;

import com.penguinmails.contracts.tenant.AuditTrail;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.InternalEndpoint;
import com.penguinmails.tenancy.TenantScope;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/** Takes acts of other services by a call. */
@RestController
@InternalEndpoint
class AuditIntakeController implements AuditTrail {

    private final AuditIntake intake;

    AuditIntakeController(AuditIntake intake) {
        this.intake = intake;
    }

    @Override
    public void record(UUID tenantId, Act act) {
        TenantScope.run(new TenantId(tenantId), () -> intake.take(act));
    }
}
