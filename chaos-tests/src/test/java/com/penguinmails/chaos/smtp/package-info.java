/**
 * A mail server that remembers what it accepted and can hold its answers back at any step.
 * Its memory is the ledger that no mail may appear in twice.
 */
@NullMarked
package com.penguinmails.chaos.smtp;

import org.jspecify.annotations.NullMarked;
