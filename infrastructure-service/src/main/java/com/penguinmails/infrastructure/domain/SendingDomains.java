package com.penguinmails.infrastructure.domain;

import com.penguinmails.infrastructure.TenantRow;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
interface SendingDomains extends Repository<SendingDomain, TenantRow> {

    @Transactional
    SendingDomain save(SendingDomain domain);

    Optional<SendingDomain> findByKey(TenantRow key);

    @Query("select d from SendingDomain d where d.key.tenantId = :tenantId and d.name = :name")
    Optional<SendingDomain> named(UUID tenantId, String name);

    @Query("select d from SendingDomain d where d.key.tenantId = :tenantId and d.key.id > :after order by d.key.id")
    List<SendingDomain> page(UUID tenantId, UUID after, Limit limit);
}
