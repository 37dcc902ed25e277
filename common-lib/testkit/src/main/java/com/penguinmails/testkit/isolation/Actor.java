package com.penguinmails.testkit.isolation;

/**
 * Who tries.
 *
 * @param bypasses true for the owner of the tables: no grant binds it, only forced row-level security does
 */
record Actor(String role, boolean bypasses) {}
