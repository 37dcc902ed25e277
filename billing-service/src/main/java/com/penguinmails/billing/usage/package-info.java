/**
 * How much of a period's allowance is taken, and by whom.
 * It knows neither plans nor subscriptions: whoever takes says what is allowed.
 */
@NullMarked
package com.penguinmails.billing.usage;

import org.jspecify.annotations.NullMarked;
