/**
 * The book of what operators did to the queue, and why.
 * An act is written in the transaction that carries it out, and never changed.
 */
@NullMarked
package com.penguinmails.queuer.operate.acts;

import org.jspecify.annotations.NullMarked;
