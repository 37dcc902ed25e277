/**
 * Issues the tokens that every service believes: for people after a sign-in, for services by client credentials.
 * Keys live encrypted in the database, so every replica signs with the same one and a restart changes nothing.
 */
@NullMarked
package com.penguinmails.user.token;

import org.jspecify.annotations.NullMarked;
