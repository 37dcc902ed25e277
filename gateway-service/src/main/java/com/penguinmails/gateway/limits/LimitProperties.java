package com.penguinmails.gateway.limits;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Requests per minute.
 *
 * @param userPerMinute of one signed-in person
 * @param ipPerMinute of one address to the API without a valid token
 * @param linkPerMinute of one address to recipients' links and published keys; large mail providers come from few addresses
 * @param plans by the slug of the plan: all people of a tenant together
 * @param unknownPlan of a tenant whose plan is not known, as when billing has been away since this gateway started
 */
@Validated
@ConfigurationProperties("penguinmails.gateway.limits")
record LimitProperties(
        @Positive int userPerMinute,
        @Positive int ipPerMinute,
        @Positive int linkPerMinute,
        Map<String, @Valid Rate> plans,
        @Valid Rate unknownPlan) {

    Rate ofPlan(String slug) {
        return plans.getOrDefault(slug, unknownPlan);
    }
}
