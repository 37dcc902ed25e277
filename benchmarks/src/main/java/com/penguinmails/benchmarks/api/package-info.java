/**
 * The API as people's programs meet it: through the gateway and past it, in turns, and what row-level security costs beneath.
 * {@code make bench-api}.
 */
@NullMarked
package com.penguinmails.benchmarks.api;

import org.jspecify.annotations.NullMarked;
