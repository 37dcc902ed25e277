/**
 * Operating-system processes that outlive the command that started them: started detached, remembered in a record file, recognised
 * again, stopped. Uses the JDK alone, so that {@code make doctor} can run it before anything is built.
 */
@NullMarked
package com.penguinmails.localstack.process;

import org.jspecify.annotations.NullMarked;
