/**
 * Every service knows whether a tenant may send, and lets go of what it keeps of a tenant that is closed.
 * A service takes part by declaring its {@link com.penguinmails.jobs.standing.TenantRows} and the migrations in {@code classpath:db/tenant-standing}.
 */
@NullMarked
package com.penguinmails.jobs.standing;

import org.jspecify.annotations.NullMarked;
