/**
 * Everything that is started once and shared by all scenarios.
 * A scenario asks for so many healthy queuers and workers and gets them.
 */
@NullMarked
package com.penguinmails.chaos.arena;

import org.jspecify.annotations.NullMarked;
