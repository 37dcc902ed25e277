/**
 * Child processes: started, frozen, killed, and never left behind.
 * They run from the packaged services, with a file of shared classes that halves their start.
 */
@NullMarked
package com.penguinmails.chaos.process;

import org.jspecify.annotations.NullMarked;
