@NullMarked
package com.penguinmails.benchmarks.report;

import org.jspecify.annotations.NullMarked;
