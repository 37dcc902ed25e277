/**
 * The domains a tenant sends under: one DKIM key each, and the DNS records to publish.
 * The private key is the platform's to use and nobody's to read.
 */
@NullMarked
package com.penguinmails.infrastructure.domain;

import org.jspecify.annotations.NullMarked;
