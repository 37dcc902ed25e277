/**
 * Mailboxes: connecting them with a login that works, keeping their secrets, their limits and how they do.
 * A mailbox is stored only after both of its servers let the platform in.
 */
@NullMarked
package com.penguinmails.infrastructure.mailbox;

import org.jspecify.annotations.NullMarked;
