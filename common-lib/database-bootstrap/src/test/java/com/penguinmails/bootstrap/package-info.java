/** Tests of the database bootstrap. They run against an embedded PostgreSQL, since only a catalog can prove a grant. */
@NullMarked
package com.penguinmails.bootstrap;

import org.jspecify.annotations.NullMarked;
