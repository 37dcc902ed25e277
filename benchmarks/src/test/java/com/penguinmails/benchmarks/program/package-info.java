@NullMarked
package com.penguinmails.benchmarks.program;

import org.jspecify.annotations.NullMarked;
