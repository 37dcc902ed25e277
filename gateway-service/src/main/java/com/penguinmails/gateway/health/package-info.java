/**
 * What an operator asks first: is the platform well.
 * The services are asked, and their answers become one.
 */
@NullMarked
package com.penguinmails.gateway.health;

import org.jspecify.annotations.NullMarked;
