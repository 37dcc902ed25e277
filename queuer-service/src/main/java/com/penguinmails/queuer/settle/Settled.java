package com.penguinmails.queuer.settle;

/**
 * How many leases of one kind ended one way.
 *
 * @param status that the jobs have now
 */
record Settled(String kind, String outcome, String status, int count) {}
