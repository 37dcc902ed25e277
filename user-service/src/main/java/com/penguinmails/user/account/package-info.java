/**
 * People: how one signs up, proves an address and a password, and is looked up.
 * A sign-in begins where this ends: {@code session} asks here whether a password is right and nothing more.
 */
@NullMarked
package com.penguinmails.user.account;

import org.jspecify.annotations.NullMarked;
