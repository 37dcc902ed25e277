/**
 * Finds and shows jobs.
 * No question reads more than a window of a table: what would is refused with a word on what to add.
 */
@NullMarked
package com.penguinmails.queuer.operate.listing;

import org.jspecify.annotations.NullMarked;
