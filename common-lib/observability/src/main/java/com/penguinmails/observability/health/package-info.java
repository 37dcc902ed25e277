/**
 * The paths under /health that load balancers and operators ask: is the process alive, and are its database, queue and mail there.
 * The answers name what is down in general words; addresses, users and causes stay in the log.
 */
@NullMarked
package com.penguinmails.observability.health;

import org.jspecify.annotations.NullMarked;
