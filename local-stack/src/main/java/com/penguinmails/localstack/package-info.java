/**
 * Starts the whole platform on one machine and stops it again, from the command line ({@link com.penguinmails.localstack.LocalStack})
 * or from a test. Nothing needs to be installed but a JDK; PostgreSQL, Redis and the mail world come from library dependencies.
 */
@NullMarked
package com.penguinmails.localstack;

import org.jspecify.annotations.NullMarked;
