/** An operator enters a tenant: with a reason, for a while, to read, and seen by the tenant. It ends by itself. */
@NullMarked
package com.penguinmails.tenant.entry;

import org.jspecify.annotations.NullMarked;
