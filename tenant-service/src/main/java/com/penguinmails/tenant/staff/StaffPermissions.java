package com.penguinmails.tenant.staff;

import com.penguinmails.contracts.tenant.PlatformStaff.StaffAccess;
import com.penguinmails.tenancy.TenantScope;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a token says about one person's place on the staff. */
@Component
class StaffPermissions {

    private final StaffTable table;
    private final TransactionTemplate transaction;

    StaffPermissions(StaffTable table, PlatformTransactionManager transactions) {
        this.table = table;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    StaffAccess of(UUID userId) {
        return TenantScope.platform(
                "what an operator may do",
                () -> Objects.requireNonNull(transaction.execute(status -> table.find(userId)
                        .filter(StaffMember::active)
                        .map(member -> new StaffAccess(member.role(), table.permissionsOf(member.role())))
                        .orElse(StaffAccess.NONE))));
    }
}
