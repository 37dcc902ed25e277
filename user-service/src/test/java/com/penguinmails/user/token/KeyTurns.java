package com.penguinmails.user.token;

import org.springframework.stereotype.Component;

/** Does what happens once a minute when a test says so. */
@Component
public class KeyTurns {

    private final KeyRotation rotation;

    KeyTurns(KeyRotation rotation) {
        this.rotation = rotation;
    }

    public void turn() {
        rotation.turn();
    }
}
