/**
 * Measures the queue beside its peers: same machine, same servers, same job, in turns.
 * Run by {@code make bench-queue}; a build only compiles it.
 */
@NullMarked
package com.penguinmails.benchmarks;

import org.jspecify.annotations.NullMarked;
