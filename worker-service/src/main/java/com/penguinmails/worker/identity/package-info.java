/**
 * Who this worker is: stable over restarts, and alone with its journal.
 * A lock on the folder keeps a second process out.
 */
@NullMarked
package com.penguinmails.worker.identity;

import org.jspecify.annotations.NullMarked;
