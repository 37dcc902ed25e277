/** Tests of sign-ins that need no running service. */
@NullMarked
package com.penguinmails.user.session;

import org.jspecify.annotations.NullMarked;
