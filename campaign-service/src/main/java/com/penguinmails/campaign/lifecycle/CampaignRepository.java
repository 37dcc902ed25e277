package com.penguinmails.campaign.lifecycle;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CampaignRepository extends Repository<Campaign, UUID> {

    Campaign save(Campaign campaign);

    Optional<Campaign> findById(UUID id);

    List<Campaign> findByIdIn(Collection<UUID> ids);

    /** Waits for whoever is changing or planning it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Campaign c where c.id = :id")
    Optional<Campaign> lock(UUID id);

    /** In one order, as {@link #lockAll}. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Campaign c where c.status in :statuses order by c.id")
    List<Campaign> lockAllIn(Collection<String> statuses);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Campaign c where c.status = :status and c.heldForTenant order by c.id")
    List<Campaign> lockAllHeldForTenant(String status);

    /** Locked in one order, so that two of these never wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Campaign c where c.id in :ids order by c.id")
    List<Campaign> lockAll(Collection<UUID> ids);
}
