/**
 * Turns what email-processor prepared into the bytes of a message.
 * Nothing with a control character reaches a header.
 */
@NullMarked
package com.penguinmails.worker.mime;

import org.jspecify.annotations.NullMarked;
