/** Tests of the service as a whole, over HTTP and with a real database. */
@NullMarked
package com.penguinmails.email;

import org.jspecify.annotations.NullMarked;
