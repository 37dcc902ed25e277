/**
 * Which paths exist for the outside, which service answers each, and what happens when it does not.
 * A path that is not in the table does not exist.
 */
@NullMarked
package com.penguinmails.gateway.routing;

import org.jspecify.annotations.NullMarked;
