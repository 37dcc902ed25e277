package com.penguinmails.queuer.settle;

/** What follows from deaths of workers at one job. */
public final class Crashes {

    /** From so many on it is taken by itself, so that only it is charged with the next. */
    public static final int SUSPICIOUS = 2;

    /** After so many it is set aside as failed. */
    public static final int MOST = 3;

    private Crashes() {}
}
