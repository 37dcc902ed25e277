/** Tests of what is kept. */
@NullMarked
package com.penguinmails.gateway.reads;

import org.jspecify.annotations.NullMarked;
