/** Tests of features that need no database. */
@NullMarked
package com.penguinmails.tenant.flag;

import org.jspecify.annotations.NullMarked;
