/** Which tokens are believed. No web server is named here, because the gateway has another one than the services. */
@NullMarked
package com.penguinmails.tokens;

import org.jspecify.annotations.NullMarked;
