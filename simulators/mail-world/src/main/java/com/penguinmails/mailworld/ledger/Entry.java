package com.penguinmails.mailworld.ledger;

import com.penguinmails.mailworld.ledger.LedgerEvent.Refused;

/** What the ledger holds in memory for one attempt. */
sealed interface Entry permits AcceptedEntry, Entry.RefusedEntry {
    long sequence();

    boolean matches(LedgerFilter filter);

    LedgerRow row();

    record RefusedEntry(Refused refused) implements Entry {
        @Override
        public long sequence() {
            return refused.sequence();
        }

        @Override
        public boolean matches(LedgerFilter filter) {
            return filter.matches(refused);
        }

        @Override
        public LedgerRow row() {
            return new LedgerRow.RefusedAttempt(
                    refused.sequence(),
                    refused.at(),
                    refused.stage(),
                    refused.refusal().code(),
                    refused.refusal().enhancedCode(),
                    refused.refusal().text(),
                    refused.refusal().cause(),
                    refused.login(),
                    refused.from(),
                    refused.to(),
                    refused.messageId());
        }
    }
}
