/**
 * The gateway's own questions to the services, with a token that says who asks.
 * What callers ask goes through the routes and never through here.
 */
@NullMarked
package com.penguinmails.gateway.internal;

import org.jspecify.annotations.NullMarked;
