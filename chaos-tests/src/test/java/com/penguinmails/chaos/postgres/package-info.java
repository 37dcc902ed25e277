/**
 * A PostgreSQL of its own that can be killed and comes back on the same data and port.
 * It commits to the operating system's memory only, which a killed process leaves intact.
 */
@NullMarked
package com.penguinmails.chaos.postgres;

import org.jspecify.annotations.NullMarked;
