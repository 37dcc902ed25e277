package com.penguinmails.benchmarks.server;

import java.sql.SQLException;

/** What the server says it has done. */
public final class Activity {

    private Activity() {}

    /** Written to the log so far, by the whole server. */
    public static long walBytes(Database database) throws SQLException {
        return database.number("select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint");
    }

    /**
     * Row versions that updates and deletes have left dead in this database so far, vacuumed since or not. A connection tells what it did
     * within a second after its last transaction, ten while it idles, and when it ends.
     */
    public static long deadTuples(Database database) throws SQLException {
        return database.number("select coalesce(sum(n_tup_upd + n_tup_del), 0)::bigint from pg_stat_user_tables");
    }
}
