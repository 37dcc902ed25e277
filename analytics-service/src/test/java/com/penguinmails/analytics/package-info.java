/**
 * Tests of the whole service, over HTTP and on a real PostgreSQL.
 * Every test works for tenants of its own, so all of them share one database.
 */
@NullMarked
package com.penguinmails.analytics;

import org.jspecify.annotations.NullMarked;
