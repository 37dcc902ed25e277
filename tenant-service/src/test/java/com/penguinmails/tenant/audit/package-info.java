/** Tests of the log that need no database. */
@NullMarked
package com.penguinmails.tenant.audit;

import org.jspecify.annotations.NullMarked;
