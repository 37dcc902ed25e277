package com.penguinmails.billing.subscription;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps the status in lower case, like every status column of the platform. */
@Converter(autoApply = true)
class StatusColumn implements AttributeConverter<SubscriptionStatus, String> {

    @Override
    public String convertToDatabaseColumn(SubscriptionStatus status) {
        return status.text();
    }

    @Override
    public SubscriptionStatus convertToEntityAttribute(String text) {
        return SubscriptionStatus.ofText(text);
    }
}
