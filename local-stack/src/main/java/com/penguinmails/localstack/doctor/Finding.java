package com.penguinmails.localstack.doctor;

/**
 * The outcome of one check.
 *
 * @param fix what to do about it; empty when nothing is wrong
 */
record Finding(Level level, String name, String detail, String fix) {

    enum Level {
        OK,
        /** It works without, or most of it does. */
        WARN,
        /** Building or running will fail. */
        FAIL
    }

    static Finding ok(String name, String detail) {
        return new Finding(Level.OK, name, detail, "");
    }

    static Finding warn(String name, String detail, String fix) {
        return new Finding(Level.WARN, name, detail, fix);
    }

    static Finding fail(String name, String detail, String fix) {
        return new Finding(Level.FAIL, name, detail, fix);
    }
}
