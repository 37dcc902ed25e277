/**
 * Log lines that may be kept for months: addresses are masked and secrets are left out, in JSON and in text.
 * The mask works on the finished values, so it also covers exceptions, context fields and libraries that know nothing of it.
 */
@NullMarked
package com.penguinmails.observability.logs;

import org.jspecify.annotations.NullMarked;
