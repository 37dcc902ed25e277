package com.penguinmails.queuer.partition;

import com.penguinmails.queuer.QueuerProperties;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps partitions from the day before yesterday to two weeks ahead, and drops finished days when their time is over. */
@Component
public class PartitionUpkeep {

    private static final Logger log = LoggerFactory.getLogger(PartitionUpkeep.class);
    private static final int BEHIND = 2;
    private static final int AHEAD = 15;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final QueuerProperties properties;

    PartitionUpkeep(JdbcClient jdbc, Clock clock, QueuerProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    /** Makes what is missing; safe for several queuers at once. */
    @Transactional
    public int makeAhead() {
        LocalDate from = today().minusDays(BEHIND);
        return jdbc.sql("select ensure_partitions(:from::date, :days)")
                .param("from", from.toString())
                .param("days", BEHIND + AHEAD)
                .query(Integer.class)
                .single();
    }

    /** Drops what is old; a day with an unfinished job stays. */
    @Transactional
    public int dropOld() {
        LocalDate before = today().minusDays(properties.retention().toDays());
        int dropped = jdbc.sql("select drop_partitions(:before::date)")
                .param("before", before.toString())
                .query(Integer.class)
                .single();
        if (dropped > 0) {
            log.info("dropped {} days of finished jobs, all before {}", dropped, before);
        }
        return dropped;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
