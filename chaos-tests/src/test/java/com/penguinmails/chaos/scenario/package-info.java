/**
 * The scenarios, one class per kind of fault, each test a row of the table.
 * Each ends with the ledger.
 */
@NullMarked
package com.penguinmails.chaos.scenario;

import org.jspecify.annotations.NullMarked;
