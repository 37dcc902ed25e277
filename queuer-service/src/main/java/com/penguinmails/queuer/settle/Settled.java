package com.penguinmails.queuer.settle;

/**
 * How many leases of one kind ended one way.
 *
 * @param outcome in lower case
 * @param status that the jobs have now, or {@code held}
 * @param isDueAgain whether some of them may run again at once
 */
record Settled(String queue, String kind, String outcome, String status, int count, boolean isDueAgain) {

    boolean isFinished() {
        return !status.equals("queued") && !status.equals("held");
    }
}
