/**
 * The page behind every footer, and one-click unsubscribe after RFC 8058.
 * Looking changes nothing, posting takes effect before the next send.
 */
@NullMarked
package com.penguinmails.email.unsubscribe;

import org.jspecify.annotations.NullMarked;
