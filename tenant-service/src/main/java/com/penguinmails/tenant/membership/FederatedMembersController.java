package com.penguinmails.tenant.membership;

import com.penguinmails.contracts.tenant.FederatedMembers;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.InternalEndpoint;
import com.penguinmails.tenancy.TenantScope;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/** Lets people in whom the tenant's own identity provider vouches for. */
@RestController
@InternalEndpoint("user")
class FederatedMembersController implements FederatedMembers {

    private final Vouching vouching;

    FederatedMembersController(Vouching vouching) {
        this.vouching = vouching;
    }

    @Override
    public void join(UUID tenantId, Joiner joiner) {
        // What is missing in JSON is null here, whatever the contract says.
        if (joiner.userId() == null) {
            throw Refusal.invalid("userId", "is required");
        }
        if (joiner.role() == null || !ROLES.contains(joiner.role())) {
            throw Refusal.invalid("role", "must be one of " + String.join(", ", ROLES));
        }
        TenantScope.run(new TenantId(tenantId), () -> vouching.join(joiner.userId(), joiner.role()));
    }
}
