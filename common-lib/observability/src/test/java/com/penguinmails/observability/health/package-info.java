/** The health paths as a load balancer sees them, over real servers. */
@NullMarked
package com.penguinmails.observability.health;

import org.jspecify.annotations.NullMarked;
