package com.penguinmails.chaos.network;

/** A direction, seen from whoever opened the connection. */
public enum Way {
    THERE,
    BACK
}
