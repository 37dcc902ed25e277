/** Tests of second factors. */
@NullMarked
package com.penguinmails.user.secondfactor;

import org.jspecify.annotations.NullMarked;
