/**
 * The figures of a tenant, day by day.
 * Days are days in UTC.
 */
@NullMarked
package com.penguinmails.analytics.overview;

import org.jspecify.annotations.NullMarked;
