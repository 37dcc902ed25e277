/**
 * How much one caller may ask for in a minute.
 * The counts are kept in Redis, and in this process while Redis is away.
 */
@NullMarked
package com.penguinmails.gateway.limits;

import org.jspecify.annotations.NullMarked;
