/** Features that are switched on for some tenants before they are for all: by name, and by a share that only grows as it is raised. */
@NullMarked
package com.penguinmails.tenant.flag;

import org.jspecify.annotations.NullMarked;
