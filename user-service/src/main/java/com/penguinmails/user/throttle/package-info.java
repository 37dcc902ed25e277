/**
 * Slows down whoever tries again and again, by address and never for ever.
 * It knows nothing of passwords or mails, only of tries.
 */
@NullMarked
package com.penguinmails.user.throttle;

import org.jspecify.annotations.NullMarked;
