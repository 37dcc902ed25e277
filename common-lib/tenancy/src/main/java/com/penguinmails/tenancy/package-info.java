/**
 * One tenant in scope, one RLS variable per transaction, and the check that proves every table is covered.
 * Nothing else in the platform sets {@code app.tenant_id}.
 */
@NullMarked
package com.penguinmails.tenancy;

import org.jspecify.annotations.NullMarked;
