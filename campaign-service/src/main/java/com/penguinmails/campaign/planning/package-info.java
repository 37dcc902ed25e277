/**
 * Which mailbox sends which mail, and when.
 * Slots are reserved under a lock, so that daily limits and gaps hold across campaigns and crashes.
 */
@NullMarked
package com.penguinmails.campaign.planning;

import org.jspecify.annotations.NullMarked;
