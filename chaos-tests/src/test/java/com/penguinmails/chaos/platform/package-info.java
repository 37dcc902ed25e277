/**
 * The other services, over real HTTP: tokens, email-processor's rules of sending, handlers that count their effects.
 * It lives in the harness, which is never killed, so what it counted is the truth.
 */
@NullMarked
package com.penguinmails.chaos.platform;

import org.jspecify.annotations.NullMarked;
