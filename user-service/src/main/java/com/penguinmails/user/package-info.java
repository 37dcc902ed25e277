/**
 * Who a person is: accounts, sign-ins and the tokens that prove them to every other service.
 * Which tenants a person belongs to is tenant-service's business and asked there.
 */
@NullMarked
package com.penguinmails.user;

import org.jspecify.annotations.NullMarked;
