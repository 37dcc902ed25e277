/**
 * Answers that need not be given again: unchanged ones, and those that are the same for everybody.
 * What a person is answered is never kept.
 */
@NullMarked
package com.penguinmails.gateway.reads;

import org.jspecify.annotations.NullMarked;
