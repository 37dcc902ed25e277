/** Tests of what calls a tenant's identity provider; sign-ins through one are told in the package above. */
@NullMarked
package com.penguinmails.user.sso;

import org.jspecify.annotations.NullMarked;
