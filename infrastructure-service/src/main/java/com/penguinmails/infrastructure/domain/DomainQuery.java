package com.penguinmails.infrastructure.domain;

import com.penguinmails.infrastructure.TenantRow;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows a tenant its domains. */
@Component
@Transactional(readOnly = true)
class DomainQuery {

    private final SendingDomains domains;
    private final JdbcClient jdbc;

    DomainQuery(SendingDomains domains, JdbcClient jdbc) {
        this.domains = domains;
        this.jdbc = jdbc;
    }

    CursorPage<DomainView> list(TenantId tenant, @Nullable String cursor, int limit) {
        List<SendingDomain> rows =
                domains.page(tenant.value(), Cursors.idOr(cursor, Cursors.OLDEST), Limit.of(limit + 1));
        return CursorPage.of(rows, limit, domain -> domain.id().toString(), DomainView::brief);
    }

    DomainView byId(TenantId tenant, UUID id) {
        SendingDomain domain =
                domains.findByKey(TenantRow.of(tenant, id)).orElseThrow(() -> Refusal.notFound("domain"));
        return DomainView.withRecords(domain, smtpHosts(tenant, id));
    }

    private List<String> smtpHosts(TenantId tenant, UUID id) {
        return jdbc.sql("select distinct smtp_host from mailboxes where tenant_id = ? and domain_id = ?")
                .params(tenant.value(), id)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
