/**
 * Sign-in through a tenant's own identity provider (OpenID Connect Core 1.0): who it is, whose addresses it may speak for, and whom it vouched for.
 * Everything it says is believed in that tenant only.
 */
@NullMarked
package com.penguinmails.user.sso;

import org.jspecify.annotations.NullMarked;
