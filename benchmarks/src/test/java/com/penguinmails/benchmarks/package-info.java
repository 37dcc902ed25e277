@NullMarked
package com.penguinmails.benchmarks;

import org.jspecify.annotations.NullMarked;
