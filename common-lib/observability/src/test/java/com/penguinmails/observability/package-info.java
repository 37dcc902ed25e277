/** What holds for the whole module. The features are tested next to their own packages. */
@NullMarked
package com.penguinmails.observability;

import org.jspecify.annotations.NullMarked;
