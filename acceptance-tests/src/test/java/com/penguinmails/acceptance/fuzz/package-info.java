/**
 * Asks the platform what its documents allow, what they do not, and what nobody would think of, and compares every answer with what they
 * declare. A seed repeats the choices.
 */
@NullMarked
package com.penguinmails.acceptance.fuzz;

import org.jspecify.annotations.NullMarked;
