/**
 * Tests of the verification of tokens when its keys are hard to get.
 * They see what is package-private.
 */
@NullMarked
package com.penguinmails.gateway.authn;

import org.jspecify.annotations.NullMarked;
