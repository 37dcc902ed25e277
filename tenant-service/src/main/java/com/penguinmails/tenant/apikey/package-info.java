/** Keys with which programs act for a member of a tenant. A key is shown once, kept as a hash, and can do no more than its member still may. */
@NullMarked
package com.penguinmails.tenant.apikey;

import org.jspecify.annotations.NullMarked;
