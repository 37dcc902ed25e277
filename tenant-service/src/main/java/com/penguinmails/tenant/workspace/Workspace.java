package com.penguinmails.tenant.workspace;

import java.time.Instant;
import java.util.UUID;

/** @param slug unique in the tenant; it never changes */
public record Workspace(UUID id, String name, String slug, Instant createdAt) {}
