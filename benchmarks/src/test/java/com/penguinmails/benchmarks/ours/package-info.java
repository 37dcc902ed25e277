@NullMarked
package com.penguinmails.benchmarks.ours;

import org.jspecify.annotations.NullMarked;
