/** Tests of keys that need no database. */
@NullMarked
package com.penguinmails.tenant.apikey;

import org.jspecify.annotations.NullMarked;
