package com.penguinmails.tenant.oversight;

import java.time.Instant;
import java.util.UUID;

/** @param status {@code active} or {@code suspended} */
record TenantRecord(UUID id, String name, String status, String timezone, Instant createdAt) {}
