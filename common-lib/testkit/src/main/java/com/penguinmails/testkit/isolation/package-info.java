/**
 * The proof that no statement of a service reaches a row of another tenant: rows made from PostgreSQL's catalog, and every way to touch them tried.
 * Faults seeded into the same tables show that the proof would fail.
 */
@NullMarked
package com.penguinmails.testkit.isolation;

import org.jspecify.annotations.NullMarked;
