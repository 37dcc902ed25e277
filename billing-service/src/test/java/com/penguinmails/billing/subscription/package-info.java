/**
 * Tests of the rules of a subscription that need nothing but time.
 * They see what is package-private, and do no input or output.
 */
@NullMarked
package com.penguinmails.billing.subscription;

import org.jspecify.annotations.NullMarked;
