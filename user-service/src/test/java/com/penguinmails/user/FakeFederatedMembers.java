package com.penguinmails.user;

import com.penguinmails.contracts.tenant.FederatedMembers;
import com.penguinmails.kernel.Refusal;
import java.util.UUID;

/** tenant-service, as far as a provider lets people in. */
final class FakeFederatedMembers implements FederatedMembers {

    private final FakeMemberships memberships;
    private volatile boolean full;

    FakeFederatedMembers(FakeMemberships memberships) {
        this.memberships = memberships;
    }

    @Override
    public void join(UUID tenantId, Joiner joiner) {
        if (full) {
            throw Refusal.conflict("tenant-quota-exceeded", "There is no room for more members.");
        }
        memberships.joinIn(tenantId, joiner.userId(), "By provider", joiner.role(), "campaign:read");
    }

    void full(boolean is) {
        full = is;
    }
}
