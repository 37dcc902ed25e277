/** Asking people into a tenant by mail. The link in the mail is single-use, is good for the address it went to and for no other, and ends. */
@NullMarked
package com.penguinmails.tenant.invitation;

import org.jspecify.annotations.NullMarked;
