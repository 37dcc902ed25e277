/**
 * What user-service tells of people, in all tenants they belong to.
 * Their memberships end with their account, and what they do to their own sign-in stands in each log.
 */
@NullMarked
package com.penguinmails.tenant.person;

import org.jspecify.annotations.NullMarked;
