/** Who belongs to a tenant, in which role, and which permissions a role has. Asked by user-service when it makes a token. */
@NullMarked
package com.penguinmails.tenant.membership;

import org.jspecify.annotations.NullMarked;
