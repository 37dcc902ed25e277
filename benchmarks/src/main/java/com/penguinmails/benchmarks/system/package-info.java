/**
 * What a measured system must be able to do, whatever it is made of.
 * The job is the same for all.
 */
@NullMarked
package com.penguinmails.benchmarks.system;

import org.jspecify.annotations.NullMarked;
