package com.penguinmails.tenant.membership;

import com.penguinmails.contracts.tenant.Memberships;
import com.penguinmails.security.InternalEndpoint;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InternalEndpoint("user")
class MembershipController implements Memberships {

    private final MembershipsOfPerson memberships;

    MembershipController(MembershipsOfPerson memberships) {
        this.memberships = memberships;
    }

    @Override
    public List<MembershipView> ofUser(UUID userId) {
        return memberships.of(userId);
    }
}
