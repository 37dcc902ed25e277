package com.penguinmails.user.account;

import com.penguinmails.kernel.EmailAddress;
import java.time.Instant;
import java.util.UUID;

/** What the rest of the service may know of an account. */
public record Person(UUID id, EmailAddress email, String name, boolean emailVerified, Instant createdAt) {}
