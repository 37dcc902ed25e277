package com.penguinmails.acceptance.api;

/** The two tenants of the matrix, and others whose own things may be changed. */
final class Neighbours {

    private Neighbours() {}

    private enum Holder {
        INSTANCE;

        private final Resident alice = Residents.settle("Alice");
        private final Resident bob = Residents.settle("Bob");
    }

    private enum Spare {
        INSTANCE;

        private final Resident carol = Residents.settle("Carol");
    }

    private enum Other {
        INSTANCE;

        private final Resident dora = Residents.settle("Dora");
    }

    static Resident alice() {
        return Holder.INSTANCE.alice;
    }

    static Resident bob() {
        return Holder.INSTANCE.bob;
    }

    /** What is hers may be changed by the matrix; in the end she has left. */
    static Resident carol() {
        return Spare.INSTANCE.carol;
    }

    /** What is hers may be changed by the tests of mass assignment. */
    static Resident dora() {
        return Other.INSTANCE.dora;
    }
}
