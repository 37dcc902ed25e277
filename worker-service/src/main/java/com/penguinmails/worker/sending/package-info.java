/**
 * Carries out email.send: prepare, compose, sign, send, report.
 * Every message that was handed over ends in exactly one recorded outcome.
 */
@NullMarked
package com.penguinmails.worker.sending;

import org.jspecify.annotations.NullMarked;
