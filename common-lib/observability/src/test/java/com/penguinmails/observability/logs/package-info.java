/** Canaries that must never be seen again, sent through real log output in both formats. */
@NullMarked
package com.penguinmails.observability.logs;

import org.jspecify.annotations.NullMarked;
