/** What tenant-service offers the other services: who belongs to a tenant, its profile and its data key. */
@NullMarked
package com.penguinmails.contracts.tenant;

import org.jspecify.annotations.NullMarked;
