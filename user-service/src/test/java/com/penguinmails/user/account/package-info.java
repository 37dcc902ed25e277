/** Tests of the feature of this name. They may look inside it. */
@NullMarked
package com.penguinmails.user.account;

import org.jspecify.annotations.NullMarked;
