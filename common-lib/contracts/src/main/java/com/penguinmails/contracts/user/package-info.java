/** What user-service offers the other services. The provider's controllers implement these interfaces. */
@NullMarked
package com.penguinmails.contracts.user;

import org.jspecify.annotations.NullMarked;
