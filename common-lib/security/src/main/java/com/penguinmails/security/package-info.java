/**
 * Who calls, what they may do, and how services prove themselves to each other.
 * Every service verifies every token itself; a header alone grants nothing.
 */
@NullMarked
package com.penguinmails.security;

import org.jspecify.annotations.NullMarked;
