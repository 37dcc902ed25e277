/** Tests of links. */
@NullMarked
package com.penguinmails.email.links;

import org.jspecify.annotations.NullMarked;
