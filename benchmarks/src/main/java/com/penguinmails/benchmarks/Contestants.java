package com.penguinmails.benchmarks;

import com.penguinmails.benchmarks.naive.NaiveProgram;
import com.penguinmails.benchmarks.ours.OurQueue;
import com.penguinmails.benchmarks.peers.DbSchedulerProgram;
import com.penguinmails.benchmarks.peers.JobRunrProgram;
import com.penguinmails.benchmarks.program.NodePrograms;
import com.penguinmails.benchmarks.program.ProgramClient;
import com.penguinmails.benchmarks.system.Contestant;
import com.penguinmails.benchmarks.system.Contestant.Role;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that can be measured, with as many jobs as make a run last some seconds. */
final class Contestants {

    static final String OURS = "ours";
    static final String DB_SCHEDULER = "db-scheduler";
    static final String NAIVE = "naive";
    static final String GRAPHILE = "graphile-worker";

    private static final Map<String, String> CEILING =
            Map.of("connections", "2", "claimed together", "1000", "completed together", "1000");

    private Contestants() {}

    /** Those that the command line names, with as many jobs as it says. */
    static List<Contestant> chosen(Options options, NodePrograms node, Clock clock) {
        List<Contestant> all = all(options.environment(), node, clock);
        for (String name : options.only()) {
            if (all.stream().noneMatch(contestant -> contestant.name().equals(name))) {
                throw new IllegalArgumentException("no system " + name + "; there are "
                        + String.join(", ", all.stream().map(Contestant::name).toList()));
            }
        }
        return all.stream()
                .filter(contestant -> options.wants(contestant.name()))
                .map(contestant -> options.jobs() == 0 ? contestant : contestant.withJobs(options.jobs()))
                .toList();
    }

    /** In the order in which they take turns. */
    static List<Contestant> all(Map<String, String> environment, NodePrograms node, Clock clock) {
        List<Contestant> all = new ArrayList<>();
        all.add(new Contestant(
                OURS,
                Role.OURS,
                200_000,
                1_000_000,
                true,
                OurQueue.settings(environment),
                surroundings -> new OurQueue(surroundings, environment, clock)));
        all.add(ceiling("raw-insert-only"));
        all.add(ceiling("raw-block-lease"));
        all.add(ceiling("raw-update"));
        all.add(java(DB_SCHEDULER, 100_000, 60_000, DbSchedulerProgram.SETTINGS));
        all.add(java("jobrunr", 12_000, 4_000, JobRunrProgram.SETTINGS));
        all.add(java(NAIVE, 10_000, 2_000, NaiveProgram.SETTINGS));
        if (node.areThere()) {
            all.add(node(
                    node,
                    GRAPHILE,
                    200_000,
                    100_000,
                    true,
                    Map.of(
                            "concurrentJobs", "24",
                            "maxPoolSize", "25",
                            "localQueue.size", "500",
                            "completeJobBatchDelay", "0",
                            "finished rows", "deleted")));
            all.add(node(
                    node,
                    "bullmq",
                    200_000,
                    60_000,
                    true,
                    Map.of(
                            "concurrency",
                            "100",
                            "durability",
                            "append-only file, every second",
                            "finished jobs",
                            "removed")));
            all.add(node(
                    node,
                    "pg-boss",
                    200_000,
                    40_000,
                    false,
                    Map.of("fetch and complete", "2000 together, 2 loops", "finished rows", "kept")));
        }
        return all;
    }

    private static Contestant ceiling(String name) {
        return new Contestant(
                name,
                Role.CEILING,
                200_000,
                20_000,
                false,
                CEILING,
                surroundings -> ProgramClient.java(name, surroundings));
    }

    private static Contestant java(String name, int jobs, int warmUp, Map<String, String> settings) {
        return new Contestant(
                name, Role.PEER, jobs, warmUp, false, settings, surroundings -> ProgramClient.java(name, surroundings));
    }

    private static Contestant node(
            NodePrograms node, String name, int jobs, int warmUp, boolean latency, Map<String, String> settings) {
        return new Contestant(
                name, Role.PEER, jobs, warmUp, latency, settings, surroundings -> node.program(name, surroundings));
    }
}
