/** The mailboxes of the tenants: who may log in, and the IMAP server where replies and delivery reports arrive. Messages sit in memory and, with a state folder, in a journal. */
@NullMarked
package com.penguinmails.mailworld.mailbox;

import org.jspecify.annotations.NullMarked;
