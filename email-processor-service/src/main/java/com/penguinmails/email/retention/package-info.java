/**
 * Lets go what was reported of tries to send, and what recipients did, when it is long ago; messages and suppressions stay.
 * Two jobs of the platform do it, every night and for all tenants together.
 */
@NullMarked
package com.penguinmails.email.retention;

import org.jspecify.annotations.NullMarked;
