/**
 * What the services stand on, in one background JVM: PostgreSQL and Redis as child processes, the mail world inside it. The same JVM
 * watches the services and writes down when one dies.
 */
@NullMarked
package com.penguinmails.localstack.backing;

import org.jspecify.annotations.NullMarked;
