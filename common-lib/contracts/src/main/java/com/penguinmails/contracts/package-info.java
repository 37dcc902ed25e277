/**
 * One package per provider: {@code @HttpExchange} interfaces, their records, and the kinds of jobs and events.
 * Nothing here behaves; contracts change by addition only.
 */
@NullMarked
package com.penguinmails.contracts;

import org.jspecify.annotations.NullMarked;
