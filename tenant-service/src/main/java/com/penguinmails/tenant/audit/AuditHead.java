package com.penguinmails.tenant.audit;

/**
 * Where the log of a tenant ends. Kept apart from the entries, so that cutting some off shows.
 *
 * @param hash of the last entry; {@link AuditEntry#GENESIS} before the first
 * @param seal made with a key that is not in the database, see {@link HeadSeals}
 */
record AuditHead(long seq, String hash, String seal) {}
