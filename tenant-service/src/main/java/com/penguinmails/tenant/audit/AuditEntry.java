package com.penguinmails.tenant.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act as it stands in the log.
 *
 * @param seq 1 for the first entry of a tenant, and no number is left out
 * @param at to the microsecond, because the database keeps no more
 * @param previousHash the hash of the entry before; {@link #GENESIS} for the first
 */
record AuditEntry(
        UUID tenantId,
        long seq,
        UUID id,
        Instant at,
        AuditAct act,
        @Nullable String ip,
        @Nullable String requestId,
        String previousHash) {

    /** What stands before the first entry. */
    static final String GENESIS = "0".repeat(64);

    /** SHA-256 over the canonical JSON (RFC 8785) of everything else in the entry, in hex. */
    String hash() {
        var fields = new TreeMap<String, Object>(Map.of(
                "action", act.action(),
                "actor", act.actor().kind(),
                "actorId", act.actor().id(),
                "at", at.toString(),
                "details", act.details(),
                "id", id.toString(),
                "previousHash", previousHash,
                "resource", act.resource(),
                "resourceId", act.resourceId(),
                "seq", seq));
        fields.put("tenantId", tenantId.toString());
        if (ip != null) {
            fields.put("ip", ip);
        }
        if (requestId != null) {
            fields.put("requestId", requestId);
        }
        return HexFormat.of().formatHex(CanonicalJson.sha256(fields));
    }
}
