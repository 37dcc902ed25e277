package com.penguinmails.localstack;

import com.penguinmails.localstack.service.StartOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Front door: {@link #start} for tests, {@link #main} for the Makefile. */
public final class LocalStack {

    private LocalStack() {}

    /**
     * Starts a stack and waits until every service is healthy. Parts that run already are left as they are.
     *
     * @throws StackStartException if a service does not become healthy; whatever was started is stopped again
     */
    public static RunningStack start(StackConfig config) throws InterruptedException {
        Launcher launcher = new Launcher(config);
        try {
            List<StartOutcome> failed = launcher.up(StackListener.SILENT).stream()
                    .filter(outcome -> !StartReport.isUp(outcome))
                    .toList();
            if (!failed.isEmpty()) {
                launcher.down();
                throw new StackStartException(config.state(), failed);
            }
            return RunningStack.attach(config);
        } catch (IOException e) {
            launcher.down();
            throw new StackStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Stops whatever runs in the state folder of {@code config}, for instance what a killed program left. */
    public static void stop(StackConfig config) throws InterruptedException {
        new Launcher(config).down();
    }

    public static void main(String[] args) throws Exception {
        try {
            Path project = StackConfig.findProject(Path.of(""));
            StackConfig config = StackConfig.fromEnvironment(project, System.getenv());
            System.exit(new CommandLine(config, System.out).run(List.of(args)));
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }
}
