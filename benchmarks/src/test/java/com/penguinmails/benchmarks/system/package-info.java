@NullMarked
package com.penguinmails.benchmarks.system;

import org.jspecify.annotations.NullMarked;
