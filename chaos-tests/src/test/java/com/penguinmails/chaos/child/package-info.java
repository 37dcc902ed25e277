/**
 * What runs inside the processes that are killed.
 * Nothing here knows the harness; it sees to it that they die with it.
 */
@NullMarked
package com.penguinmails.chaos.child;

import org.jspecify.annotations.NullMarked;
