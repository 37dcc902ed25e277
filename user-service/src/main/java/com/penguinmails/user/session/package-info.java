/**
 * Sign-ins: a password becomes a pair of tokens, the pair is renewed, and one day it ends.
 * Browsers will carry the refresh token in a cookie; the rules here are the same for both ways.
 */
@NullMarked
package com.penguinmails.user.session;

import org.jspecify.annotations.NullMarked;
