/**
 * Pauses and resumes a tenant, and sets its weight in the round.
 * For the case that one tenant is a danger to the others or to itself.
 */
@NullMarked
package com.penguinmails.queuer.operate.tenants;

import org.jspecify.annotations.NullMarked;
