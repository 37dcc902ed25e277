package com.penguinmails.campaign.planning;

import java.time.Instant;

/** How planning one batch ended. */
sealed interface BatchOutcome {

    /** The campaign is not to be planned now, or not by this job. */
    record NotMine() implements BatchOutcome {}

    /** Slots were reserved, and there may be more to do at once. */
    record Planned() implements BatchOutcome {}

    /** Nothing waits for a slot any more. */
    record AllPlanned() implements BatchOutcome {}

    /** No mailbox has a slot before the horizon. */
    record Wait(Instant until, String reason) implements BatchOutcome {}
}
