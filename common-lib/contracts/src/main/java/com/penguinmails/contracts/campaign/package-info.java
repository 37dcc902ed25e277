/** The jobs that campaign-service handles. */
@NullMarked
package com.penguinmails.contracts.campaign;

import org.jspecify.annotations.NullMarked;
