/**
 * What comes out: the file of results, the table, the document, and whether the floors hold.
 * Nothing in it tells whose machine it was.
 */
@NullMarked
package com.penguinmails.benchmarks.report;

import org.jspecify.annotations.NullMarked;
