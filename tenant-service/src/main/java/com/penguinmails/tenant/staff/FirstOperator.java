package com.penguinmails.tenant.staff;

import com.penguinmails.contracts.tenant.PlatformStaff.NamedOperator;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Operators are made by operators; the first one is named by who installs the platform, and works only while there is none. */
@Component
class FirstOperator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstOperator.class);

    private final StaffTable table;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FirstOperator(StaffTable table, PlatformTransactionManager transactions, Clock clock) {
        this.table = table;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Does nothing while the platform has an active super_admin. */
    void appoint(NamedOperator person) {
        TenantScope.runPlatform(
                "the first operator", () -> transaction.executeWithoutResult(status -> appointIfNone(person)));
    }

    private void appointIfNone(NamedOperator person) {
        if (hasOne()) {
            return;
        }
        table.lock();
        // Somebody else may have been quicker.
        if (hasOne()) {
            return;
        }
        var first = new StaffMember(
                person.userId(), person.email(), person.name(), StaffMember.SUPER_ADMIN, true, clock.instant(), null);
        if (!table.insert(first)) {
            table.update(first, null);
        }
        LOG.info("staff: {} is the first super_admin, as the environment says", person.userId());
    }

    private boolean hasOne() {
        return table.countActive(StaffMember.SUPER_ADMIN) > 0;
    }
}
