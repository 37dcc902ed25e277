/**
 * The words that every module uses: ids, addresses and refusals.
 * It depends on the JDK and JSpecify only, so nothing here can know a database, a framework or a service.
 */
@NullMarked
package com.penguinmails.kernel;

import org.jspecify.annotations.NullMarked;
