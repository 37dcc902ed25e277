/**
 * The links and the pixel that recipients' mail programs follow.
 * A token is believed only if this platform made it, and where a link leads is looked up.
 */
@NullMarked
package com.penguinmails.email.tracking;

import org.jspecify.annotations.NullMarked;
