/** Append-only files of JSON lines, by which the world's state outlives its process. Without a state folder they are never made. */
@NullMarked
package com.penguinmails.mailworld.journal;

import org.jspecify.annotations.NullMarked;
