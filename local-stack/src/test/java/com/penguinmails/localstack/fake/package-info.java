/**
 * A service that costs nothing to start, packed like the real ones. It stands in for them where only the launcher is tested.
 */
@NullMarked
package com.penguinmails.localstack.fake;

import org.jspecify.annotations.NullMarked;
