@NullMarked
package com.penguinmails.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
