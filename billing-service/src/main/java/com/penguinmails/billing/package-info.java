/**
 * The service that knows what a tenant has bought and how much of it is left.
 * It decides whether more may be sent; what is sent is decided elsewhere.
 */
@NullMarked
package com.penguinmails.billing;

import org.jspecify.annotations.NullMarked;
