/** Tests of records, logs and processes. The processes are real and end with the test. */
@NullMarked
package com.penguinmails.localstack.process;

import org.jspecify.annotations.NullMarked;
