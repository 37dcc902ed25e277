/**
 * What recipients did with a message, counted once however often they did it.
 * Knows which message it was, for those who react.
 */
@NullMarked
package com.penguinmails.email.engagement;

import org.jspecify.annotations.NullMarked;
