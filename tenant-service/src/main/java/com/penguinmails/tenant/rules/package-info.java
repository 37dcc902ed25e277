/** What holds in a tenant, in one answer for the other services: policy, quotas and features. */
@NullMarked
package com.penguinmails.tenant.rules;

import org.jspecify.annotations.NullMarked;
