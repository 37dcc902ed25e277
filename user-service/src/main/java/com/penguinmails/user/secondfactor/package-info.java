/**
 * What a person has besides a password: a generator of one-time codes, and recovery codes for the day it is lost.
 * It proves possession and knows nothing of sign-ins.
 */
@NullMarked
package com.penguinmails.user.secondfactor;

import org.jspecify.annotations.NullMarked;
