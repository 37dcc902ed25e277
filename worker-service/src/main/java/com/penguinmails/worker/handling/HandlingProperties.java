package com.penguinmails.worker.handling;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs are brought to their handlers.
 *
 * @param batch most jobs in one call
 */
@ConfigurationProperties("penguinmails.worker.handling")
record HandlingProperties(@DefaultValue("50") int batch) {}
