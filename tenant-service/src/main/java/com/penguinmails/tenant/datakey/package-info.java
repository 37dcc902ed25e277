/** The data key of each tenant, kept wrapped by the root key. Destroying it makes everything sealed with it unreadable. */
@NullMarked
package com.penguinmails.tenant.datakey;

import org.jspecify.annotations.NullMarked;
