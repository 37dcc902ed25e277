/** Proofs that what is sealed opens only where it belongs. Nothing here touches a disk or a network. */
@NullMarked
package com.penguinmails.crypto;

import org.jspecify.annotations.NullMarked;
