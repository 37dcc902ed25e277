/** Tests of single parts without any I/O. */
@NullMarked
package com.penguinmails.infrastructure.domain;

import org.jspecify.annotations.NullMarked;
