/**
 * Messages from the moment they are planned to what recipients did with them.
 * Speaks no SMTP: a worker asks for envelopes and tells what the servers answered.
 */
@NullMarked
package com.penguinmails.email;

import org.jspecify.annotations.NullMarked;
