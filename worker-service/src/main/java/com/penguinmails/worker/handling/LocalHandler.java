package com.penguinmails.worker.handling;

/** Carries out a kind in the worker itself; a bean. */
public interface LocalHandler {

    String kind();

    /** Works until every entry is reported. What is not reported when it returns or throws is tried again. */
    void handle(Work work) throws InterruptedException;
}
