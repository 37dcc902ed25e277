/** Tests of who may call what. They run in a service small enough to show what every service does alike. */
@NullMarked
package com.penguinmails.security;

import org.jspecify.annotations.NullMarked;
