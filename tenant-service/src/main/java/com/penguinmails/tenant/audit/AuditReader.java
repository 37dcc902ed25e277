package com.penguinmails.tenant.audit;

import com.penguinmails.tenant.audit.AuditTable.Stored;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the log of the tenant in scope, from new to old. */
@Component
class AuditReader {

    private final AuditTable table;

    AuditReader(AuditTable table) {
        this.table = table;
    }

    @Transactional(readOnly = true)
    public List<Stored> list(AuditFilter filter, long before, int limit) {
        return table.list(filter, before, limit);
    }
}
