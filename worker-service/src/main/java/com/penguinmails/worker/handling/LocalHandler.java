package com.penguinmails.worker.handling;

/** Carries out a kind in the worker itself; a bean. */
public interface LocalHandler {

    String kind();

    /** Whether a delivery that failed may be repeated at once, one entry at a time, to find the one that is to blame. */
    default boolean isRepeatable() {
        return false;
    }

    /** Works until every entry is reported. What is not reported when it returns or throws is tried again. */
    void handle(Work work) throws InterruptedException;
}
