/**
 * Brings the platform's own mails to people, through Loops or by SMTP.
 * It decides nothing about when or why a mail is sent.
 */
@NullMarked
package com.penguinmails.user.notification;

import org.jspecify.annotations.NullMarked;
