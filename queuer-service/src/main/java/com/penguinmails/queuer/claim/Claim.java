package com.penguinmails.queuer.claim;

import java.util.List;

/**
 * What one turn has leased.
 *
 * @param more whether all the room was used, so that more may wait
 * @param due whether any tenant had something due
 */
record Claim(List<Claimed> jobs, boolean more, boolean due) {

    static final Claim NOTHING = new Claim(List.of(), false, false);
}
