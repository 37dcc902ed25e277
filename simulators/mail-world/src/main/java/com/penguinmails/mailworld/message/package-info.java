/** Reading mails: header facts, bodies, and the few newest ones kept whole. */
@NullMarked
package com.penguinmails.mailworld.message;

import org.jspecify.annotations.NullMarked;
