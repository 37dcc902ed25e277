package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.infrastructure.TenantRow;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
interface Mailboxes extends Repository<Mailbox, TenantRow> {

    @Transactional
    Mailbox save(Mailbox mailbox);

    @Transactional
    void delete(Mailbox mailbox);

    Optional<Mailbox> findByKey(TenantRow key);

    List<Mailbox> findByKeyIn(Collection<TenantRow> keys);

    @Query("select count(m) from Mailbox m where m.key.tenantId = :tenantId")
    long count(UUID tenantId);

    @Query("select count(m) > 0 from Mailbox m where m.key.tenantId = :tenantId and m.address = :address")
    boolean connected(UUID tenantId, String address);

    @Query("select m from Mailbox m where m.key.tenantId = :tenantId and m.key.id > :after order by m.key.id")
    List<Mailbox> page(UUID tenantId, UUID after, Limit limit);

    /** Refuses alike for an id that never was and for one of another tenant. */
    default Mailbox get(TenantId tenant, UUID id) {
        return findByKey(TenantRow.of(tenant, id)).orElseThrow(() -> Refusal.notFound("mailbox"));
    }
}
