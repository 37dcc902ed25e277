/**
 * A measured system that is one program: told what to do line by line, answering line by line.
 * The same few words for Java and Node.
 */
@NullMarked
package com.penguinmails.benchmarks.program;

import org.jspecify.annotations.NullMarked;
