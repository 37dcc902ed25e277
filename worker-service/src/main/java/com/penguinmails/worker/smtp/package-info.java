/**
 * A lean SMTP client that always knows how far it got, and a pool of its connections.
 * The difference between "before the final dot" and "after it" decides whether a mail may be sent again.
 */
@NullMarked
package com.penguinmails.worker.smtp;

import org.jspecify.annotations.NullMarked;
