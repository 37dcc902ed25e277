/**
 * Takes in what email-processor tells, each event once, and rolls it up in the same transaction.
 * Everything else in this service only reads what is written here.
 */
@NullMarked
package com.penguinmails.analytics.activity;

import org.jspecify.annotations.NullMarked;
