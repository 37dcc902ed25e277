/** Tests of the stand-in against what the documentation says. */
@NullMarked
package com.penguinmails.loopsworld;

import org.jspecify.annotations.NullMarked;
