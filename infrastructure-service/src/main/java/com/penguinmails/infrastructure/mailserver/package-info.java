/**
 * Talks to mail servers that strangers named: tries a login over SMTP and IMAP, and goes only where the public Internet is.
 * It stores nothing and sends no mail.
 */
@NullMarked
package com.penguinmails.infrastructure.mailserver;

import org.jspecify.annotations.NullMarked;
