/**
 * Listens to what became of the mails.
 * Moves enrolments on, stops leads that must not be written to again, and completes campaigns.
 */
@NullMarked
package com.penguinmails.campaign.activity;

import org.jspecify.annotations.NullMarked;
