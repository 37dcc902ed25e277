package com.penguinmails.campaign.imports;

/** Why one row was not imported. The ids are part of the API. */
enum RejectionReason {
    /** The cell of the address is empty. */
    EMAIL_MISSING("email-missing"),
    /** What stands in the cell cannot be mailed to. */
    EMAIL_INVALID("email-invalid"),
    /** More filled cells than the header has columns. */
    TOO_MANY_COLUMNS("too-many-columns"),
    /** A cell is longer than 10,000 characters. */
    CELL_TOO_LONG("cell-too-long"),
    /** A character below space other than tab and line ends, or one of U+007F to U+009F. */
    CONTROL_CHARACTERS("control-characters");

    private final String id;

    RejectionReason(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
