/**
 * A message's way to a worker and back: submitted, prepared, recorded, recovered.
 * Whatever crashes, no message is handed to two workers and none is lost.
 */
@NullMarked
package com.penguinmails.email.outbound;

import org.jspecify.annotations.NullMarked;
