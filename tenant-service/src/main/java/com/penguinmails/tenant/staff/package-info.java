/** The people who run the platform, in which role, and how the first of them comes to be. They belong to no tenant. */
@NullMarked
package com.penguinmails.tenant.staff;

import org.jspecify.annotations.NullMarked;
