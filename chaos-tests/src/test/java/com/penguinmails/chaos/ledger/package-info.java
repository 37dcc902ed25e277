/**
 * What became of every job, read from the database at the end of each scenario.
 * All SQL of this module is here.
 */
@NullMarked
package com.penguinmails.chaos.ledger;

import org.jspecify.annotations.NullMarked;
