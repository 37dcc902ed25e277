/** What infrastructure-service offers the other services: mailboxes and what is needed to send from them. */
@NullMarked
package com.penguinmails.contracts.infrastructure;

import org.jspecify.annotations.NullMarked;
