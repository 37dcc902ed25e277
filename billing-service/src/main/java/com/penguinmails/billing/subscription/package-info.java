/**
 * What a tenant has bought: from the trial that begins with the tenant to its end.
 * Here the allowance of the plan, the billing period and the usage come together into a quota.
 */
@NullMarked
package com.penguinmails.billing.subscription;

import org.jspecify.annotations.NullMarked;
