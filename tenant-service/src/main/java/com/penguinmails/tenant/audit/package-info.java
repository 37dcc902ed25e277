/** What was done in a tenant, by whom. Entries are added and never changed, and each carries the hash of the one before it, so that a change shows. */
@NullMarked
package com.penguinmails.tenant.audit;

import org.jspecify.annotations.NullMarked;
