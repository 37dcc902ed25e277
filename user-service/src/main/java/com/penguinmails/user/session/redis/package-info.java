/**
 * Tells the edge of the platform which sign-ins were ended.
 * Redis is only the board on which it is written; the database knows.
 */
@NullMarked
package com.penguinmails.user.session.redis;

import org.jspecify.annotations.NullMarked;
