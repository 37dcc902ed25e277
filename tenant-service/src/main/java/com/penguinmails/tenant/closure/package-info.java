/** The end of a tenant: asked for by its owner, thirty days in which it can be taken back, and then its data key is destroyed. */
@NullMarked
package com.penguinmails.tenant.closure;

import org.jspecify.annotations.NullMarked;
