/**
 * Counts how jobs end, and knows how fast each queue has been of late.
 * A roll-up of ten seconds and a queuer a row, so that nobody has to read history for it.
 */
@NullMarked
package com.penguinmails.queuer.pace;

import org.jspecify.annotations.NullMarked;
