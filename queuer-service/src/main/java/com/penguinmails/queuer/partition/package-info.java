/**
 * Makes the partitions of the coming days and drops those that are over.
 * History goes by the day, never by deleting rows.
 */
@NullMarked
package com.penguinmails.queuer.partition;

import org.jspecify.annotations.NullMarked;
