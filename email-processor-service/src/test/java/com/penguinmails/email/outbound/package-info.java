/** Tests of outbound. */
@NullMarked
package com.penguinmails.email.outbound;

import org.jspecify.annotations.NullMarked;
