package com.penguinmails.email.rendering;

/** The addresses that belong to one message alone. */
public interface MessageUrls {

    String open();

    /** @param link number of the link within its template, from 1 */
    String click(int link);

    String unsubscribe();
}
