/**
 * The figures of one campaign.
 * They are read from the roll-ups, so their cost does not grow with the campaign, except for the percentiles.
 */
@NullMarked
package com.penguinmails.analytics.statistics;

import org.jspecify.annotations.NullMarked;
