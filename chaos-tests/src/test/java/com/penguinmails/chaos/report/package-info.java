/**
 * The table of scenarios, bounds and what was measured.
 * It is printed at the end together with the seed.
 */
@NullMarked
package com.penguinmails.chaos.report;

import org.jspecify.annotations.NullMarked;
