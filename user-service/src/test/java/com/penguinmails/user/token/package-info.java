/** Tests of the feature of this name. They may look inside it. */
@NullMarked
package com.penguinmails.user.token;

import org.jspecify.annotations.NullMarked;
