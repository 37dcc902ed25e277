package com.penguinmails.contracts.jobs;

import java.util.UUID;

/**
 * A job on its way to its handler.
 *
 * @param attempt 1 for the first try
 * @param payload a JSON object, at most 256 KiB; never a secret
 * @param traceparent W3C trace context of the producer, empty when there was none
 */
public record JobDelivery(UUID id, UUID tenantId, String kind, int attempt, String payload, String traceparent) {}
