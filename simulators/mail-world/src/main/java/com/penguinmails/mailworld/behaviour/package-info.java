/** How a recipient behaves, read from the address itself, and the knobs that turn for everybody. Pure rules: nothing here does I/O. */
@NullMarked
package com.penguinmails.mailworld.behaviour;

import org.jspecify.annotations.NullMarked;
