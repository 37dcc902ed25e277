package com.penguinmails.benchmarks;

import com.penguinmails.benchmarks.naive.NaiveProgram;
import com.penguinmails.benchmarks.ours.OurQueue;
import com.penguinmails.benchmarks.peers.DbSchedulerProgram;
import com.penguinmails.benchmarks.peers.JobRunrProgram;
import com.penguinmails.benchmarks.program.ProgramClient;
import com.penguinmails.benchmarks.system.Contestant;
import com.penguinmails.benchmarks.system.Contestant.Role;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Everything that can be measured, with as many jobs as make a run last some seconds. */
final class Contestants {

    static final String OURS = "ours";

    private Contestants() {}

    static List<Contestant> all(Map<String, String> environment, Clock clock) {
        return List.of(
                new Contestant(
                        OURS,
                        Role.OURS,
                        200_000,
                        100_000,
                        true,
                        surroundings -> new OurQueue(surroundings, environment, clock)),
                ceiling("raw-insert-only", 200_000),
                ceiling("raw-block-lease", 200_000),
                ceiling("raw-update", 200_000),
                peer("db-scheduler", 60_000, 20_000, DbSchedulerProgram.SETTINGS),
                peer("jobrunr", 12_000, 4_000, JobRunrProgram.SETTINGS),
                peer("naive", 10_000, 2_000, NaiveProgram.SETTINGS));
    }

    private static Contestant ceiling(String name, int jobs) {
        return new Contestant(
                name,
                Role.CEILING,
                jobs,
                20_000,
                false,
                surroundings -> ProgramClient.java(
                        name, surroundings, Map.of("connections", "2", "claim", "1000", "complete", "1000")));
    }

    private static Contestant peer(String name, int jobs, int warmUp, Map<String, String> settings) {
        return new Contestant(
                name, Role.PEER, jobs, warmUp, false, surroundings -> ProgramClient.java(name, surroundings, settings));
    }
}
