@NullMarked
package com.penguinmails.benchmarks.process;

import org.jspecify.annotations.NullMarked;
