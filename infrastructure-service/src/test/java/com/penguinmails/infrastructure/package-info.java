/** The service over HTTP, with real PostgreSQL and real mail servers; only the neighbouring services are stand-ins. */
@NullMarked
package com.penguinmails.infrastructure;

import org.jspecify.annotations.NullMarked;
