/** What billing-service offers the other services: the quota of a plan and reservations against it. */
@NullMarked
package com.penguinmails.contracts.billing;

import org.jspecify.annotations.NullMarked;
