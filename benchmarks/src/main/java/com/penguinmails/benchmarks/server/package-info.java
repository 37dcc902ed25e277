/**
 * PostgreSQL and Redis as every measured system gets them, and what they say about the work they did.
 * Durable settings: what a customer's data would lie on.
 */
@NullMarked
package com.penguinmails.benchmarks.server;

import org.jspecify.annotations.NullMarked;
