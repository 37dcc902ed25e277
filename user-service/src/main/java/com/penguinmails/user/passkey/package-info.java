/**
 * Passkeys: key pairs in people's devices that sign in without a password (WebAuthn Level 3).
 * Who signed is answered here; what that opens is decided by sign-ins.
 */
@NullMarked
package com.penguinmails.user.passkey;

import org.jspecify.annotations.NullMarked;
