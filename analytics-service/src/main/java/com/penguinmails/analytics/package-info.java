/**
 * The service that counts: what happened to every message, and what that comes to.
 * It owns no campaign and no message; it knows them by the events that email-processor tells.
 */
@NullMarked
package com.penguinmails.analytics;

import org.jspecify.annotations.NullMarked;
