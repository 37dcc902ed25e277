/** Tests of content. */
@NullMarked
package com.penguinmails.email.content;

import org.jspecify.annotations.NullMarked;
