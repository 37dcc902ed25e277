/**
 * What every test needs: real PostgreSQL and Redis in this JVM, time turned by hand, tokens, and the house rules.
 * Test scope only.
 */
@NullMarked
package com.penguinmails.testkit;

import org.jspecify.annotations.NullMarked;
