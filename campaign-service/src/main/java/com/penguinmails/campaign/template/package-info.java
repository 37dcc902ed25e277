/**
 * What a mail says, with merge fields.
 * The renderer of email-processor is asked before anything is saved, so a stored template can be sent.
 */
@NullMarked
package com.penguinmails.campaign.template;

import org.jspecify.annotations.NullMarked;
