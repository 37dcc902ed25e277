package com.penguinmails.worker.consume;

/** Keeps a queue closed until something else is ready; a bean. */
public interface Gate {

    String queue();

    boolean isOpen();
}
