/**
 * Finds who carries out a kind, and sees to it that every entry ends in a report.
 * Handlers may throw, hang or forget; the loop goes on.
 */
@NullMarked
package com.penguinmails.worker.handling;

import org.jspecify.annotations.NullMarked;
