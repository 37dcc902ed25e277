/** The two shapes in which a worker hands a job to the service that owns it. */
@NullMarked
package com.penguinmails.contracts.jobs;

import org.jspecify.annotations.NullMarked;
