package com.penguinmails.campaign.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Leads and rejections that wait to be written together; bounded in rows and in characters. */
final class LeadBatch {

    private static final int ROWS = 2_000;
    private static final int CHARACTERS = 4 << 20;

    private final Map<String, ImportedLead> leads = new LinkedHashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private int characters;

    record Rejection(int line, RejectionReason reason, String raw) {}

    /** False when the batch has the address already; the lead was then merged into it. */
    boolean add(ImportedLead lead, int characters) {
        this.characters += characters;
        ImportedLead known = leads.putIfAbsent(lead.address(), lead);
        if (known != null) {
            known.fillFrom(lead);
        }
        return known == null;
    }

    void add(Rejection rejection) {
        characters += rejection.raw().length();
        rejections.add(rejection);
    }

    boolean isFull() {
        return leads.size() + rejections.size() >= ROWS || characters >= CHARACTERS;
    }

    List<ImportedLead> leads() {
        return List.copyOf(leads.values());
    }

    List<Rejection> rejections() {
        return rejections;
    }
}
