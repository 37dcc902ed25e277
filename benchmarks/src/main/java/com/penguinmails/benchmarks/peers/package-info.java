/**
 * The queues for Java that ours is measured against, each at the settings its own documentation gives for throughput.
 * What was tried is told in {@code docs/benchmarks.md}.
 */
@NullMarked
package com.penguinmails.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
