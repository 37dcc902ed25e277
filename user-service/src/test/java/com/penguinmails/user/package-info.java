/** The service over HTTP, with its real database and a mail server that keeps what it gets. */
@NullMarked
package com.penguinmails.user;

import org.jspecify.annotations.NullMarked;
