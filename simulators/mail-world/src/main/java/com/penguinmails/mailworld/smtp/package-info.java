/** The SMTP side: one listener that is the tenants' submission server and the receiving world behind it. Each answer is in the ledger before it goes out. */
@NullMarked
package com.penguinmails.mailworld.smtp;

import org.jspecify.annotations.NullMarked;
