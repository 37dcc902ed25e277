/** The proof that tenants are kept apart is itself proved here, on a schema made for it: well-made tables pass, and each broken one does not. */
@NullMarked
package com.penguinmails.testkit.isolation;

import org.jspecify.annotations.NullMarked;
