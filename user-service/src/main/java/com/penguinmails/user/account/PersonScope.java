package com.penguinmails.user.account;

import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A person's own jobs carry the person's id where a tenant's stands, so that nobody's mails wait behind everybody else's. */
@Component
class PersonScope {

    private final TransactionTemplate transaction;

    PersonScope(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /** Takes part in a transaction that runs already, which then has its scope. */
    <T extends @Nullable Object> T inTransaction(UUID accountId, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        return TenantScope.call(new TenantId(accountId), () -> transaction.<T>execute(status -> work.get()));
    }
}
