package com.penguinmails.gateway.limits;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Requests per minute.
 *
 * @param userPerMinute of one signed-in person
 * @param ipPerMinute of one address to the API without a valid token
 * @param linkPerMinute of one address to recipients' links and published keys; large mail providers come from few addresses
 */
@Validated
@ConfigurationProperties("penguinmails.gateway.limits")
record LimitProperties(
        @Positive int userPerMinute,
        @Positive int ipPerMinute,
        @Positive int linkPerMinute) {}
