/**
 * What the worker was about to send, what the server answered, and what has been recorded, on disk.
 * After a crash it tells sent from unknown from never sent.
 */
@NullMarked
package com.penguinmails.worker.journal;

import org.jspecify.annotations.NullMarked;
