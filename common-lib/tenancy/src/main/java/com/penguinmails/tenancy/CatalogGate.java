package com.penguinmails.tenancy;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Refuses to start a service whose tables do not keep tenants apart. */
final class CatalogGate implements SmartInitializingSingleton {

    private final CatalogCheck check;
    private final TransactionTemplate transaction;

    CatalogGate(CatalogCheck check, PlatformTransactionManager transactions) {
        this.check = check;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterSingletonsInstantiated() {
        var findings = TenantScope.platform("catalog check", () -> transaction.execute(status -> check.findings()));
        if (!findings.isEmpty()) {
            throw new IllegalStateException("Tenants are not kept apart; mend the migrations:\n  "
                    + String.join(
                            "\n  ",
                            findings.stream()
                                    .map(CatalogCheck.Finding::toString)
                                    .toList()));
        }
    }
}
