/**
 * The check of the books: every minute, what was added and what was finished is compared with what is there.
 * A job that is lost or doubled shows here, whoever lost it.
 */
@NullMarked
package com.penguinmails.queuer.conservation;

import org.jspecify.annotations.NullMarked;
