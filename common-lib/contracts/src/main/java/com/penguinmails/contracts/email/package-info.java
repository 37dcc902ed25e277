/** What email-processor-service offers the other services: accepting messages, preparing and recording sends, rendering. */
@NullMarked
package com.penguinmails.contracts.email;

import org.jspecify.annotations.NullMarked;
