/** The company that is a customer: its name, postal address and time zone. It is created with all that it cannot be without. */
@NullMarked
package com.penguinmails.tenant.tenant;

import org.jspecify.annotations.NullMarked;
