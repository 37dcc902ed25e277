/**
 * Prepares an empty PostgreSQL database for the services: roles, schemas, grants. Tables are not made here; each service's own
 * migrations do that as its owner role.
 */
@NullMarked
package com.penguinmails.bootstrap;

import org.jspecify.annotations.NullMarked;
