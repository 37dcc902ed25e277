package com.penguinmails.tenant.audit;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.tenant.audit.AuditTable.Stored;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log, for the tenant itself. */
@RestController
@RequestMapping("/api/v1/audit-log")
class AuditController {

    private final AuditReader reader;
    private final AuditVerification verification;

    AuditController(AuditReader reader, AuditVerification verification) {
        this.reader = reader;
        this.verification = verification;
    }

    /** @param seq counts the entries of the tenant from 1 */
    record EntryView(
            long seq,
            UUID id,
            Instant at,
            String actor,
            String actorId,
            String action,
            String resource,
            String resourceId,
            Map<String, String> details,
            @Nullable String ip,
            @Nullable String requestId,
            String previousHash,
            String hash) {

        static EntryView of(Stored stored) {
            AuditEntry entry = stored.entry();
            AuditAct act = entry.act();
            return new EntryView(
                    entry.seq(),
                    entry.id(),
                    entry.at(),
                    act.actor().kind(),
                    act.actor().id(),
                    act.action(),
                    act.resource(),
                    act.resourceId(),
                    act.details(),
                    entry.ip(),
                    entry.requestId(),
                    entry.previousHash(),
                    stored.hash());
        }
    }

    @GetMapping
    @RequiresPermission(Permissions.AUDIT_READ)
    CursorPage<EntryView> list(
            @RequestParam(required = false) @Size(max = 81) @Nullable String action,
            @RequestParam(required = false) @Size(max = 64) @Nullable String actorId,
            @RequestParam(required = false) @Size(max = 40) @Nullable String resource,
            @RequestParam(required = false) @Size(max = 100) @Nullable String resourceId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        var filter = new AuditFilter(action, actorId, resource, resourceId, from, to);
        return CursorPage.of(
                reader.list(filter, before(cursor), size + 1),
                size,
                // A number, in the clothes of the ids that cursors carry.
                stored -> new UUID(0, stored.entry().seq()).toString(),
                EntryView::of);
    }

    /** With {@code seq} and {@code hash} that somebody kept, the log is also compared with these. */
    @GetMapping("/verification")
    @RequiresPermission(Permissions.AUDIT_READ)
    AuditVerification.Report verify(
            @RequestParam(required = false) @Positive @Nullable Long seq,
            @RequestParam(required = false)
                    @Pattern(regexp = "[0-9a-f]{64}", message = "must be a hash of this log")
                    @Nullable
                    String hash) {
        if (seq == null && hash == null) {
            return verification.verify(null);
        }
        if (seq == null || hash == null) {
            throw Refusal.invalid(seq == null ? "seq" : "hash", "must be given together with the other");
        }
        return verification.verify(new AuditVerification.Kept(seq, hash));
    }

    private static long before(@Nullable String cursor) {
        UUID position = Cursors.idOr(cursor, Cursors.NEWEST);
        return position.equals(Cursors.NEWEST) ? Long.MAX_VALUE : position.getLeastSignificantBits();
    }
}
