package com.penguinmails.benchmarks.ours;

import com.penguinmails.benchmarks.server.Database;
import java.sql.SQLException;

/** What PostgreSQL says about the jobs: the only place of this module that knows the queue's tables. */
final class JobStates {

    /**
     * The narrow tables are empty at the end. Those that empty last come first, and the one with the most dead rows to be read past comes
     * last, so that asking often costs the measured system next to nothing.
     */
    private static final String UNFINISHED = """
            select case when exists (select 1 from queue.job_blocks) or exists (select 1 from queue.job_leased)
                          or exists (select 1 from queue.job_held) then 1
                        else (exists (select 1 from queue.job_ready))::int end""";

    private static final String COMPLETED = "select count(*) from queue.job_states where status = 'completed'";
    private static final String ALL = "select count(*) from queue.jobs";

    private final Database database;

    JobStates(Database database) {
        this.database = database;
    }

    boolean anyUnfinished() throws SQLException {
        return database.number(UNFINISHED) == 1;
    }

    long completed() throws SQLException {
        return database.number(COMPLETED);
    }

    long all() throws SQLException {
        return database.number(ALL);
    }
}
