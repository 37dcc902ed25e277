package com.penguinmails.campaign.imports;

import com.penguinmails.campaign.lead.LeadField;

/** Gives a lead that came with a whole name a first and a last one. */
final class FullName {

    private FullName() {}

    /**
     * "Grace Hopper" and "Hopper, Grace" are told apart by the comma. Only what is missing is filled in, and a single word is a first
     * name.
     */
    static void split(ImportedLead lead) {
        String full = lead.field(LeadField.FULL_NAME);
        if (full == null || lead.field(LeadField.FIRST_NAME) != null || lead.field(LeadField.LAST_NAME) != null) {
            return;
        }
        int comma = full.indexOf(',');
        if (comma > 0) {
            put(lead, LeadField.LAST_NAME, full.substring(0, comma));
            put(lead, LeadField.FIRST_NAME, full.substring(comma + 1));
            return;
        }
        int space = full.indexOf(' ');
        put(lead, LeadField.FIRST_NAME, space < 0 ? full : full.substring(0, space));
        if (space >= 0) {
            put(lead, LeadField.LAST_NAME, full.substring(space + 1));
        }
    }

    private static void put(ImportedLead lead, LeadField field, String value) {
        String trimmed = CellText.trimmed(value);
        if (!trimmed.isEmpty()) {
            lead.put(field, trimmed);
        }
    }
}
