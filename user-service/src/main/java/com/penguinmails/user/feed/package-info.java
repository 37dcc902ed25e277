/**
 * What happened that a person should know, as the bell in the application shows it.
 * Other services tell it; what it means is theirs.
 */
@NullMarked
package com.penguinmails.user.feed;

import org.jspecify.annotations.NullMarked;
