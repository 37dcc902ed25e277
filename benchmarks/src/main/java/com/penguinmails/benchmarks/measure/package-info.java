/**
 * One run from the outside: seconds, log bytes, dead rows, processor time.
 * And the arithmetic over several.
 */
@NullMarked
package com.penguinmails.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
