package com.penguinmails.benchmarks.ceiling;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Where one connection's claims have come to, so that the next one does not step over the dead rows of the last ones. */
final class Cursor {

    private static final UUID NO_ID = new UUID(0, 0);
    private static final OffsetDateTime LONG_AGO = OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private UUID tenant = NO_ID;
    private OffsetDateTime runAt = LONG_AGO;
    private UUID id = NO_ID;

    boolean isAtStart() {
        return tenant.equals(NO_ID);
    }

    /** As tenant, time and id. */
    void bind(PreparedStatement statement, int first) throws SQLException {
        statement.setObject(first, tenant);
        statement.setObject(first + 1, runAt);
        statement.setObject(first + 2, id);
    }

    void moveTo(UUID tenant, OffsetDateTime runAt, UUID id) {
        this.tenant = tenant;
        this.runAt = runAt;
        this.id = id;
    }

    void rewind() {
        moveTo(NO_ID, LONG_AGO, NO_ID);
    }
}
