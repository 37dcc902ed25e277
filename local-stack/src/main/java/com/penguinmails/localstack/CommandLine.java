package com.penguinmails.localstack;

import com.penguinmails.localstack.demo.DemoAccount;
import com.penguinmails.localstack.demo.OperatorAccount;
import com.penguinmails.localstack.process.OwnProcesses;
import com.penguinmails.localstack.service.StartOutcome;
import com.penguinmails.localstack.state.Addresses;
import com.penguinmails.localstack.state.Ports;
import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** The sub-commands of the launcher. */
final class CommandLine {

    private static final String USAGE = """
            up [--restart]       start whatever does not run; --restart: start services that die again
            down                 stop everything this stack started
            status               what runs, where, since when, with how much memory
            logs [service] [-f]  the end of one log or of all; -f: follow
            start|stop <service> one service
            kill <service>       end one service at once, as a crash would
            demo                 start, then run the demo""";

    private final StackConfig config;
    private final StateFolder state;
    private final PrintStream out;

    CommandLine(StackConfig config, PrintStream out) {
        this.config = config;
        this.state = config.state();
        this.out = out;
    }

    /** Runs one command. Expected refusals (a taken port, an unknown name) become one line, not a stack trace. */
    int run(List<String> arguments) throws Exception {
        String command = arguments.isEmpty() ? "help" : arguments.getFirst();
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        try {
            return switch (command) {
                case "up" -> upWithAccounts(config.withRestartOnDeath(rest.contains("--restart")));
                case "down" -> down();
                case "status" -> new StatusReport(config, out).print();
                case "logs" -> new LogReport(config, out).print(rest);
                case "start" -> startOne(one(rest));
                case "stop" -> ended(one(rest), new Launcher(config).stop(one(rest)));
                case "kill" -> ended(one(rest), new Launcher(config).kill(one(rest)));
                case "help" -> usage(0);
                default -> program(command, rest);
            };
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    private int up(StackConfig wanted) throws IOException, InterruptedException {
        long began = System.nanoTime();
        boolean hadPorts = Ports.find(state).isPresent();
        out.println((hadPorts ? "Starting" : "Starting for the first time") + " in " + state.root());
        List<StartOutcome> outcomes = new Launcher(wanted).up(new Progress());
        boolean allUp = outcomes.stream().allMatch(StartReport::isUp);
        if (!allUp) {
            out.println("Not everything came up. What did come up keeps running: `make up` starts the rest again, "
                    + "`make down` stops all, `make logs S=<service>` shows more.");
            return 1;
        }
        Addresses addresses = addresses();
        out.println(
                outcomes.isEmpty()
                        ? "Everything runs already."
                        : "All healthy after" + StartReport.seconds(Duration.ofNanos(System.nanoTime() - began)) + ".");
        int port = addresses.ports().of("gateway");
        if (port != StackConfig.USUAL_GATEWAY_PORT && config.fixedPorts().get("gateway") == null) {
            out.println("Port " + StackConfig.USUAL_GATEWAY_PORT + " is in use by another program, so the gateway took "
                    + port + ".");
        }
        out.println();
        out.println("  API and app   " + addresses.publicUrl());
        out.println("  mail world    " + addresses.mailWorld() + "   smtp " + addresses.smtp() + "   imap "
                + addresses.imap());
        out.println("  database      " + addresses.jdbcUrl() + "   redis " + addresses.redis());
        out.println("  all of it     " + state.stackFile());
        return 0;
    }

    /** A stack that nobody can log in to is of little use: the first start makes accounts, named in stack.json. */
    private int upWithAccounts(StackConfig wanted) throws IOException, InterruptedException {
        int status = upWithOperator(wanted);
        if (status == 0 && hasSignUp()) {
            new DemoAccount().ensure(RunningStack.attach(config));
        }
        return status;
    }

    private int upWithOperator(StackConfig wanted) throws IOException, InterruptedException {
        int status = up(wanted);
        if (status == 0 && hasSignUp()) {
            new OperatorAccount(RunningStack.attach(config)).ensure();
        }
        return status;
    }

    private boolean hasSignUp() {
        return config.catalog().names().containsAll(DemoAccount.NEEDS);
    }

    private int down() throws InterruptedException {
        Map<String, OwnProcesses.Ended> ended = new Launcher(config).down();
        Predicate<OwnProcesses.Ended> ran = how -> how != OwnProcesses.Ended.WAS_NOT_RUNNING;
        ended.forEach((service, how) -> {
            if (how == OwnProcesses.Ended.KILLED) {
                out.println("  " + service + " did not end in time and was killed");
            }
        });
        long stopped = ended.values().stream().filter(ran).count();
        out.println(stopped + (stopped == 1 ? " service" : " services")
                + ", PostgreSQL, Redis and the mail world are stopped. The data stay in " + state.root() + ".");
        return ended.containsValue(OwnProcesses.Ended.NOT_AT_ALL) ? 1 : 0;
    }

    private int startOne(String service) throws IOException, InterruptedException {
        List<StartOutcome> outcomes = new Launcher(config).start(service, new Progress());
        if (outcomes.isEmpty()) {
            out.println(service + " runs already");
        }
        return outcomes.stream().allMatch(StartReport::isUp) ? 0 : 1;
    }

    private int ended(String service, OwnProcesses.Ended how) {
        out.println(
                switch (how) {
                    case WAS_NOT_RUNNING -> service + " was not running";
                    case GRACEFULLY -> service + " has ended";
                    case KILLED -> service + " was killed";
                    case NOT_AT_ALL -> service + " does not end, not even when killed";
                });
        return how == OwnProcesses.Ended.NOT_AT_ALL ? 1 : 0;
    }

    private int program(String name, List<String> arguments) throws Exception {
        for (StackProgram program : ServiceLoader.load(StackProgram.class)) {
            if (program.name().equals(name)) {
                int status = upWithOperator(config);
                return status == 0 ? program.run(RunningStack.attach(config), arguments) : status;
            }
        }
        out.println("There is no command \"" + name + "\".");
        return usage(2);
    }

    private int usage(int status) {
        out.println(USAGE);
        return status;
    }

    private static String one(List<String> arguments) {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException("name one service");
        }
        return arguments.getFirst();
    }

    private Addresses addresses() {
        return new Addresses(Ports.find(state).orElseThrow());
    }

    /** One line per part as it comes up. */
    private final class Progress implements StackListener {

        @Override
        public void backingReady(Duration took) {
            out.printf("  %-16s up after %s   PostgreSQL, Redis, mail world%n", "backing", StartReport.seconds(took));
        }

        @Override
        public synchronized void serviceStarted(StartOutcome outcome) {
            out.println(StartReport.line(state, addresses(), outcome));
        }
    }
}
