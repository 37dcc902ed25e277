/**
 * Writes back how leases ended.
 * Every write is fenced by the lease token, so the late result of a job that was handed on changes nothing.
 */
@NullMarked
package com.penguinmails.queuer.settle;

import org.jspecify.annotations.NullMarked;
