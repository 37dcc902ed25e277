/**
 * Signs messages, RFC 6376.
 * The platform owns the keys, so two can be live during a rotation.
 */
@NullMarked
package com.penguinmails.worker.dkim;

import org.jspecify.annotations.NullMarked;
