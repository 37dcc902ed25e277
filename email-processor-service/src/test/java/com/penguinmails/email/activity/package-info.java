/** Tests of activity. */
@NullMarked
package com.penguinmails.email.activity;

import org.jspecify.annotations.NullMarked;
