/**
 * Who may pass: tokens are verified here first, and by every service again.
 * What a person may do is decided by the services.
 */
@NullMarked
package com.penguinmails.gateway.authn;

import org.jspecify.annotations.NullMarked;
