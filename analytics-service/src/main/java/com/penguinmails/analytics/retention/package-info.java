/**
 * Lets raw events go when they are a year old; what was counted from them stays.
 * A job of the platform does it, every night and for all tenants together.
 */
@NullMarked
package com.penguinmails.analytics.retention;

import org.jspecify.annotations.NullMarked;
