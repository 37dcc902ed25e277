/**
 * What an operator sees of a service: metrics, traces, logs and health.
 * It watches and reports; nothing here decides anything for the business.
 */
@NullMarked
package com.penguinmails.observability;

import org.jspecify.annotations.NullMarked;
