/**
 * Addresses and domains that receive nothing more from a tenant.
 * Everything that sends asks here in its own transaction.
 */
@NullMarked
package com.penguinmails.email.suppression;

import org.jspecify.annotations.NullMarked;
