package com.penguinmails.mailworld.reaction;

import org.jspecify.annotations.Nullable;

/** How one try of a reaction went. */
sealed interface Attempt {
    /** It is done; {@code detail} is what the ledger remembers of it. */
    record Done(@Nullable String detail) implements Attempt {}

    /** The platform could not be reached or was not well: the person tries again. */
    record TryAgain(String reason) implements Attempt {}

    /** It will never work. */
    record GivenUp(String reason) implements Attempt {}
}
