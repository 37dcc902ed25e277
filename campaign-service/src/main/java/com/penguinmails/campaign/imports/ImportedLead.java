package com.penguinmails.campaign.imports;

import com.penguinmails.campaign.lead.LeadField;
import com.penguinmails.kernel.EmailAddress;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lead as a file tells it; holds non-empty values only. */
final class ImportedLead {

    private final EmailAddress address;
    private final Map<LeadField, String> fields = new EnumMap<>(LeadField.class);
    private final Map<String, String> attributes = new LinkedHashMap<>();

    ImportedLead(EmailAddress address) {
        this.address = address;
    }

    String address() {
        return address.value();
    }

    @Nullable
    String field(LeadField field) {
        return fields.get(field);
    }

    Map<String, String> attributes() {
        return attributes;
    }

    void put(LeadField field, String value) {
        fields.put(field, value);
    }

    void putAttribute(String name, String value) {
        attributes.put(name, value);
    }

    /** A later row of the same address fills what is still empty. */
    void fillFrom(ImportedLead later) {
        later.fields.forEach(fields::putIfAbsent);
        later.attributes.forEach(attributes::putIfAbsent);
    }
}
