@NullMarked
package com.penguinmails.benchmarks.ceiling;

import org.jspecify.annotations.NullMarked;
