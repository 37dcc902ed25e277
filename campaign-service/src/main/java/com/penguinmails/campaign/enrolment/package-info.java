/**
 * One lead in one campaign, from the launch to the outcome of its mail.
 * States only ever move towards an end, so an event told twice or too late changes nothing.
 */
@NullMarked
package com.penguinmails.campaign.enrolment;

import org.jspecify.annotations.NullMarked;
