/**
 * Tests of what holds for every request, without a running gateway.
 * They see what is package-private.
 */
@NullMarked
package com.penguinmails.gateway.edge;

import org.jspecify.annotations.NullMarked;
