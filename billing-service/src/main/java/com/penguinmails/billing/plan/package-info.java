/**
 * The price list: what can be bought and what it allows.
 * Plans are data, so a new price is a migration and no release.
 */
@NullMarked
package com.penguinmails.billing.plan;

import org.jspecify.annotations.NullMarked;
