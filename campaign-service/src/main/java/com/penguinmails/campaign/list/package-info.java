/**
 * Named lists of leads.
 * An import adds to one; a campaign writes to one.
 */
@NullMarked
package com.penguinmails.campaign.list;

import org.jspecify.annotations.NullMarked;
