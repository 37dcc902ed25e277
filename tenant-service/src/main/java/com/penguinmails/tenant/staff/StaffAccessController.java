package com.penguinmails.tenant.staff;

import com.penguinmails.contracts.tenant.PlatformStaff;
import com.penguinmails.security.InternalEndpoint;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/** Only user-service, which makes the tokens, asks what an operator may do. */
@RestController
@InternalEndpoint("user")
class StaffAccessController implements PlatformStaff {

    private final StaffPermissions permissions;
    private final FirstOperator first;

    StaffAccessController(StaffPermissions permissions, FirstOperator first) {
        this.permissions = permissions;
        this.first = first;
    }

    @Override
    public StaffAccess ofUser(UUID userId) {
        return permissions.of(userId);
    }

    @Override
    public StaffAccess first(NamedOperator person) {
        first.appoint(person);
        return permissions.of(person.userId());
    }
}
