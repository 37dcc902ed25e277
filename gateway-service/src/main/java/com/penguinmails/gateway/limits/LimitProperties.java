package com.penguinmails.gateway.limits;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Requests per minute.
 *
 * @param userPerMinute of one signed-in person
 * @param ipPerMinute of one address to the API without a valid token
 * @param linkPerMinute of one address to recipients' links and published keys; large mail providers come from few addresses
 * @param plans what a tenant may ask for, by the slug of its plan
 * @param unknownPlan the slug of the plan that counts when a tenant's is not known, as when billing has been away since this gateway started
 */
@Validated
@ConfigurationProperties("penguinmails.gateway.limits")
record LimitProperties(
        @Positive int userPerMinute,
        @Positive int ipPerMinute,
        @Positive int linkPerMinute,
        Map<String, @Valid PlanLimits> plans,
        String unknownPlan) {

    /**
     * @param people all people of a tenant together
     * @param apiKeys all its API keys together
     */
    record PlanLimits(@Valid Rate people, @Valid Rate apiKeys) {}

    LimitProperties {
        if (!plans.containsKey(unknownPlan)) {
            throw new IllegalArgumentException("penguinmails.gateway.limits.unknown-plan is none of the plans");
        }
    }

    Rate peopleOf(@Nullable String plan) {
        return of(plan).people();
    }

    Rate keysOf(@Nullable String plan) {
        return of(plan).apiKeys();
    }

    private PlanLimits of(@Nullable String plan) {
        PlanLimits known = plan == null ? null : plans.get(plan);
        return known == null ? Objects.requireNonNull(plans.get(unknownPlan)) : known;
    }
}
