/**
 * Hands due jobs from PostgreSQL to Redis, writes results back, and repairs what was lost in between.
 * Several run at once without a leader; everything they do is safe to do twice.
 */
@NullMarked
package com.penguinmails.queuer;

import org.jspecify.annotations.NullMarked;
