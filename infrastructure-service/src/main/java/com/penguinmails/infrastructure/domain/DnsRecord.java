package com.penguinmails.infrastructure.domain;

/**
 * One record to publish.
 *
 * @param name fully qualified, without the last dot
 * @param type as in {@code TXT}
 * @param value whole; a DNS provider that asks for strings of at most 255 characters wants it split there
 * @param purpose {@code dkim}, {@code spf} or {@code dmarc}
 */
record DnsRecord(String name, String type, String value, String purpose) {}
