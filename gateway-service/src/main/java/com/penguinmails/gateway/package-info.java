/**
 * The only door of the platform: everything that comes from outside comes through here.
 * It knows paths, tokens and limits, and no business rule.
 */
@NullMarked
package com.penguinmails.gateway;

import org.jspecify.annotations.NullMarked;
