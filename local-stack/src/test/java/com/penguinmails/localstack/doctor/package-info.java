/** Tests of the doctor's checks. They look at temporary folders and at this machine. */
@NullMarked
package com.penguinmails.localstack.doctor;

import org.jspecify.annotations.NullMarked;
