package com.penguinmails.acceptance.api;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** Tests that say in their failure, too, which operation they were about: build logs show generated tests by number. */
final class Named {

    private Named() {}

    static DynamicTest test(Operation operation, String name, Executable test) {
        return DynamicTest.dynamicTest(name, () -> {
            try {
                test.execute();
            } catch (AssertionError failure) {
                throw new AssertionError(operation.name() + " - " + name + ": " + failure.getMessage(), failure);
            }
        });
    }
}
