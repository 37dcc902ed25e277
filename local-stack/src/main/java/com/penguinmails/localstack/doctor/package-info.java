/**
 * {@code make doctor}: everything on this machine that can keep the platform from building or running, each with its fix. It is run
 * from source, before anything is built, so it and what it imports use the JDK alone.
 */
@NullMarked
package com.penguinmails.localstack.doctor;

import org.jspecify.annotations.NullMarked;
