/** What a tenant decides for its members: how they must sign in, and in which language and forms they read. */
@NullMarked
package com.penguinmails.tenant.policy;

import org.jspecify.annotations.NullMarked;
