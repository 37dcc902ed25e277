package com.penguinmails.billing.plan;

import com.penguinmails.security.AnyUser;
import com.penguinmails.tenancy.TenantScope;
import java.util.List;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the price list, also to those who have no tenant yet. */
@RestController
class PlanController {

    private final Plans plans;
    private final TransactionTemplate transaction;

    PlanController(Plans plans, PlatformTransactionManager transactions) {
        this.plans = plans;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    record PriceList(List<Plan> items) {}

    @GetMapping("/api/v1/billing/plans")
    @AnyUser
    PriceList plans() {
        return new PriceList(TenantScope.platform("the price list", () -> transaction.execute(status -> plans.all())));
    }
}
