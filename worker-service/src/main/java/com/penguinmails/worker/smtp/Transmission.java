package com.penguinmails.worker.smtp;

/** What became of one attempt to hand a mail over. */
public sealed interface Transmission {

    Stage stage();

    /** The server answered. Accepted exactly if the stage is {@code DOT} and the reply positive. */
    record Answered(Stage stage, Reply reply) implements Transmission {}

    /**
     * No answer came.
     *
     * @param why a few words without addresses or secrets
     */
    record Lost(Stage stage, String why) implements Transmission {}

    default boolean isAccepted() {
        return this instanceof Answered answered
                && answered.stage() == Stage.DOT
                && answered.reply().isPositive();
    }
}
