package com.penguinmails.queuer.claim;

import java.util.List;

/**
 * What was leased of one band.
 *
 * @param more whether all the room was used, so that more may wait
 */
record Claim(List<Claimed> jobs, boolean more) {}
