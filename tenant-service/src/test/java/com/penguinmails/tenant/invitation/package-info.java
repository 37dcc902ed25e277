/** Tests of invitations that need no database. */
@NullMarked
package com.penguinmails.tenant.invitation;

import org.jspecify.annotations.NullMarked;
