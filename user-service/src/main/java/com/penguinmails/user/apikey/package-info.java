/**
 * Access tokens for programs that come with an API key.
 * Keys are kept by tenant-service, and so is what they may do.
 */
@NullMarked
package com.penguinmails.user.apikey;

import org.jspecify.annotations.NullMarked;
