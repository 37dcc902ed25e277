package com.penguinmails.billing.subscription;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Loads subscriptions; row-level security shows the one of the tenant in scope at most. */
interface SubscriptionRepository extends Repository<Subscription, UUID> {

    Optional<Subscription> findById(UUID tenantId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Subscription s where s.tenantId = :tenantId")
    Optional<Subscription> findForChange(UUID tenantId);
}
