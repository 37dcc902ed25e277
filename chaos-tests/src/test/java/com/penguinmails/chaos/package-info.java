/**
 * The queue under fire: real processes are killed, frozen and cut off while jobs and mails flow.
 * Nothing may be lost, no mail may be accepted twice, and everything must end in a state that says why.
 */
@NullMarked
package com.penguinmails.chaos;

import org.jspecify.annotations.NullMarked;
