/** Tests of the renderer. They need no I/O. */
@NullMarked
package com.penguinmails.email.rendering;

import org.jspecify.annotations.NullMarked;
