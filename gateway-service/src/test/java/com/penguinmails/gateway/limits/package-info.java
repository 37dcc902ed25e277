/**
 * Tests of the counts that the gateway keeps by itself.
 * They see what is package-private.
 */
@NullMarked
package com.penguinmails.gateway.limits;

import org.jspecify.annotations.NullMarked;
