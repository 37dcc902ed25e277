/**
 * An honest stand-in for the transactional API of Loops (loops.so/docs/api-reference).
 * It refuses what Loops refuses, so that a client that works here works there.
 */
@NullMarked
package com.penguinmails.loopsworld;

import org.jspecify.annotations.NullMarked;
