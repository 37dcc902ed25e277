/**
 * Tests of the whole service, over HTTP and on a real PostgreSQL, with a clock that is turned by hand.
 * Every test works for tenants of its own, so all of them share one database.
 */
@NullMarked
package com.penguinmails.billing;

import org.jspecify.annotations.NullMarked;
