/**
 * Our queue: queuer and worker as they are shipped, each in a process of its own.
 * Only the handler that does nothing is added.
 */
@NullMarked
package com.penguinmails.benchmarks.ours;

import org.jspecify.annotations.NullMarked;
