package com.penguinmails.queuer.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ready jobs.
 *
 * @param attempt before this one
 */
record Ready(
        UUID tenant,
        UUID id,
        OffsetDateTime runAt,
        short attempt,
        short crashes,
        @Nullable String lastError) {

    /** The columns tenant_id, id, run_at, attempt, crashes and last_error, by their places. */
    static Ready read(ResultSet row) throws SQLException {
        return new Ready(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, OffsetDateTime.class),
                row.getShort(4),
                row.getShort(5),
                row.getString(6));
    }

    /** Whether nothing is known of it but that it is due. */
    boolean hasNoHistory() {
        return attempt == 0 && crashes == 0 && lastError == null;
    }
}
