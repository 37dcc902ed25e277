/**
 * The addresses that belong to one message: pixel, links, unsubscribe.
 * Makes and reads their tokens.
 */
@NullMarked
package com.penguinmails.email.links;

import org.jspecify.annotations.NullMarked;
