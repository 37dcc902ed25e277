package com.penguinmails.queuer.operate.listing;

import java.util.Locale;

/** Where to look for jobs. {@code queued} is without those that are held. */
enum ListedStatus {
    QUEUED,
    HELD,
    MIGRATED_TO_REDIS,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    UNCERTAIN;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
