/** Tenants as operators see them: what they are called and how they stand, without the people and the mails in them. */
@NullMarked
package com.penguinmails.tenant.oversight;

import org.jspecify.annotations.NullMarked;
