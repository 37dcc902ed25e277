/** Tests of single parts without any I/O. */
@NullMarked
package com.penguinmails.infrastructure.mailserver;

import org.jspecify.annotations.NullMarked;
