/** Tests of what happens when a service does not answer. */
@NullMarked
package com.penguinmails.gateway.routing;

import org.jspecify.annotations.NullMarked;
