package com.penguinmails.benchmarks.program;

import com.penguinmails.benchmarks.ceiling.BlockLeaseShape;
import com.penguinmails.benchmarks.ceiling.CeilingProgram;
import com.penguinmails.benchmarks.ceiling.InsertOnlyShape;
import com.penguinmails.benchmarks.ceiling.UpdateShape;
import com.penguinmails.benchmarks.naive.NaiveProgram;
import com.penguinmails.benchmarks.peers.DbSchedulerProgram;
import com.penguinmails.benchmarks.peers.JobRunrProgram;
import com.penguinmails.benchmarks.system.Timings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs one program: reads a command a line ({@code prepare}, {@code preload n}, {@code drain n}, {@code verify n},
 * {@code latencies rate seconds}), answers each with a line {@code ok …} or {@code failed …}, and ends with its input.
 */
final class ProgramMain {

    private ProgramMain() {}

    static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        // Libraries that print must not answer for us.
        System.setOut(System.err);
        try (Program program = program(arguments[0], Connections.of(arguments[1], arguments[2]), Clock.systemUTC());
                var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String command;
            while ((command = commands.readLine()) != null) {
                answers.println(answer(program, command.split(" ", -1)));
                answers.flush();
            }
        }
        // Some clients leave threads behind.
        System.exit(0);
    }

    private static Program program(String name, Connections connections, Clock clock) {
        return switch (name) {
            case "raw-update" -> new CeilingProgram(connections, new UpdateShape(), 2);
            case "raw-insert-only" -> new CeilingProgram(connections, new InsertOnlyShape(), 2);
            case "raw-block-lease" -> new CeilingProgram(connections, new BlockLeaseShape(), 2);
            case "db-scheduler" -> new DbSchedulerProgram(connections, clock);
            case "jobrunr" -> new JobRunrProgram(connections);
            case "naive" -> new NaiveProgram(connections, clock);
            default -> throw new IllegalArgumentException("no program " + name);
        };
    }

    private static String answer(Program program, String[] command) {
        try {
            switch (command[0]) {
                case "prepare" -> program.prepare();
                case "preload" -> program.preload(Integer.parseInt(command[1]));
                case "drain" -> {
                    return "ok " + program.drain(Integer.parseInt(command[1]));
                }
                case "verify" -> program.verify(Integer.parseInt(command[1]));
                case "latencies" -> {
                    Timings timings = program.latencies(Integer.parseInt(command[1]), Integer.parseInt(command[2]));
                    return "ok " + list(timings.sinceIntended()) + " " + list(timings.sinceAdded());
                }
                default -> throw new IllegalArgumentException("no command " + command[0]);
            }
            return "ok";
        } catch (Exception failure) {
            failure.printStackTrace();
            return "failed " + String.valueOf(failure).replace('\n', ' ');
        }
    }

    private static String list(List<Long> micros) {
        return micros.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
