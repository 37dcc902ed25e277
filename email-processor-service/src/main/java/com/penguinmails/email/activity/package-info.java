/**
 * Tells analytics and campaign what happened to messages.
 * An event exists exactly if what it tells was committed.
 */
@NullMarked
package com.penguinmails.email.activity;

import org.jspecify.annotations.NullMarked;
