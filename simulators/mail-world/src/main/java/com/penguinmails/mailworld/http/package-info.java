/** The HTTP API over ledger, mailboxes, DNS zone and knobs. Plain JDK server, JSON bodies, problem documents (RFC 9457) for errors. */
@NullMarked
package com.penguinmails.mailworld.http;

import org.jspecify.annotations.NullMarked;
