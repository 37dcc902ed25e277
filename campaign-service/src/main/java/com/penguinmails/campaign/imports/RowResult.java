package com.penguinmails.campaign.imports;

/** What became of one row on its way to a lead. */
sealed interface RowResult {

    record Accepted(ImportedLead lead) implements RowResult {}

    record Rejected(RejectionReason reason) implements RowResult {}
}
