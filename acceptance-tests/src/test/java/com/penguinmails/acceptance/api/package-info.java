/**
 * Every operation of the platform's OpenAPI documents, tried by those who must not: other tenants, weaker roles, keys of other scopes, forged
 * tokens. An operation without a recipe here fails the build by name.
 */
@NullMarked
package com.penguinmails.acceptance.api;

import org.jspecify.annotations.NullMarked;
