/**
 * Shows how deep the queues are and how old their oldest job is.
 * For operators, metrics and health.
 */
@NullMarked
package com.penguinmails.queuer.overview;

import org.jspecify.annotations.NullMarked;
