/** How much of each thing a tenant may have. The usual limits hold for all; operators raise or lower one for a tenant, with a reason. */
@NullMarked
package com.penguinmails.tenant.quota;

import org.jspecify.annotations.NullMarked;
