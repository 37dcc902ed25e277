/** Stories through all ten services, on a stack of their own, driven through the public API. */
@NullMarked
package com.penguinmails.acceptance;

import org.jspecify.annotations.NullMarked;
