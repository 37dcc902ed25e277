package com.penguinmails.tenant.audit;

import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.AuditTable.Stored;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the whole log of the tenant in scope and says whether it is as it was written. */
@Component
class AuditVerification {

    private final AuditTable table;
    private final HeadSeals seals;

    AuditVerification(AuditTable table, HeadSeals seals) {
        this.table = table;
        this.seals = seals;
    }

    /**
     * @param entries how many were found to be right, from the first on
     * @param firstBroken number of the first entry that is not as it was written; null when all are
     * @param problem {@code missing}, {@code changed}, {@code unlinked}, {@code end-forged} or {@code not-as-kept}; null when there is none
     * @param lastHash of the last right entry. Kept elsewhere and given again, it shows a log that was rolled back as a whole.
     */
    record Report(
            boolean intact,
            long entries,
            @Nullable Long firstBroken,
            @Nullable String problem,
            String lastHash) {}

    /** An entry whose hash somebody kept outside. */
    record Kept(long seq, String hash) {}

    /** Entries and end are read as of one moment, while others go on writing. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Report verify(@Nullable Kept kept) {
        AuditHead head = table.head().orElse(new AuditHead(0, AuditEntry.GENESIS, ""));
        long seq = 0;
        String hash = AuditEntry.GENESIS;
        try (Stream<Stored> all = table.all()) {
            Iterator<Stored> rows = all.iterator();
            while (rows.hasNext()) {
                Stored row = rows.next();
                String problem = problem(row, seq, hash, kept);
                if (problem != null) {
                    return broken(seq, hash, problem);
                }
                seq = row.entry().seq();
                hash = row.hash();
            }
        }
        if (head.seq() > seq || (kept != null && kept.seq() > seq)) {
            return broken(seq, hash, "missing");
        }
        boolean sealed =
                head.seq() == 0 || seals.isGenuine(TenantScope.current().value(), head);
        if (head.seq() != seq || !head.hash().equals(hash) || !sealed) {
            // Everything fits in itself, but it is not what was sealed: from where on, the chain cannot say.
            return new Report(false, seq, seq, "end-forged", hash);
        }
        return new Report(true, seq, null, null, hash);
    }

    private static @Nullable String problem(Stored row, long before, String hashBefore, @Nullable Kept kept) {
        AuditEntry entry = row.entry();
        if (entry.seq() != before + 1) {
            return "missing";
        }
        if (!entry.hash().equals(row.hash())) {
            return "changed";
        }
        if (!entry.previousHash().equals(hashBefore)) {
            return "unlinked";
        }
        return kept != null && kept.seq() == entry.seq() && !kept.hash().equals(row.hash()) ? "not-as-kept" : null;
    }

    private static Report broken(long lastRight, String hash, String problem) {
        return new Report(false, lastRight, lastRight + 1, problem, hash);
    }
}
