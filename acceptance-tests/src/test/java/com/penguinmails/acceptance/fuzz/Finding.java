package com.penguinmails.acceptance.fuzz;

/**
 * A promise that the platform did not keep.
 *
 * @param kind what is wrong, the same for all cases of one fault
 * @param curl repeats the request, as long as its token is good
 */
record Finding(long request, String operation, String kind, String detail, String curl) {

    /** Findings of one fault are shown once. */
    String fault() {
        return operation + ": " + kind;
    }

    @Override
    public String toString() {
        return fault() + "\n    " + detail.replace("\n", "\n    ") + "\n    request " + request + ": " + curl;
    }
}
