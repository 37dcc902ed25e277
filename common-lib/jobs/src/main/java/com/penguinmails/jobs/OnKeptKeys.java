package com.penguinmails.jobs;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** True for services that keep idempotency keys: they have to declare the function by which these are pruned. */
final class OnKeptKeys implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Binder.get(context.getEnvironment())
                .bind("penguinmails.database.definer-functions", Bindable.listOf(String.class))
                .orElse(List.of())
                .contains("prune_idempotency_keys");
    }
}
