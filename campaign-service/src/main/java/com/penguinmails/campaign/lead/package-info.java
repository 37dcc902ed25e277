/**
 * People a tenant may write to, one per mail address.
 * A lead that bounced or unsubscribed stays, and is written to no more.
 */
@NullMarked
package com.penguinmails.campaign.lead;

import org.jspecify.annotations.NullMarked;
