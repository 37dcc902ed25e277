package com.penguinmails.testkit.isolation;

/** What PostgreSQL said to one statement. */
sealed interface Outcome {

    default boolean refusedWith(String state) {
        return this instanceof Refused refusal && refusal.state().equals(state);
    }

    default boolean touchedExactly(long number) {
        return this instanceof Rows rows && rows.number() == number;
    }

    default boolean touchedMoreThan(long number) {
        return this instanceof Rows rows && rows.number() > number;
    }

    /** @param number rows touched, or the number a query counted */
    record Rows(long number) implements Outcome {
        @Override
        public String toString() {
            return number + (number == 1 ? " row" : " rows");
        }
    }

    /** @param state SQLSTATE */
    record Refused(String state, String message) implements Outcome {
        @Override
        public String toString() {
            return state + " " + message;
        }
    }
}
