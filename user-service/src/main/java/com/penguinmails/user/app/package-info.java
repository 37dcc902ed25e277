/**
 * Programs of a tenant that people let act for them: OAuth 2.0 with PKCE (RFC 7636, RFC 9700), public clients only.
 * Spring's authorization server reads and answers the requests; codes, consent and grants are kept here.
 */
@NullMarked
package com.penguinmails.user.app;

import org.jspecify.annotations.NullMarked;
