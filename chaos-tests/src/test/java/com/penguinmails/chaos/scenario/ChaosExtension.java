package com.penguinmails.chaos.scenario;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.ChaosSeed;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.report.Bounds;
import com.penguinmails.chaos.report.Report;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives scenarios what they need, and prints the table at the end. */
final class ChaosExtension implements BeforeEachCallback, AfterTestExecutionCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ChaosExtension.class);

    /** Lives as long as the run. */
    private static final class Run implements AutoCloseable {
        private final Report report = new Report();
        private final Arena arena = Arena.shared();

        @Override
        public void close() {
            System.out.println(report.table());
            report.write(arena.workplace().root().resolveSibling("chaos.txt"));
        }
    }

    private record Started(long nanos) {}

    @Override
    public void beforeEach(ExtensionContext context) {
        System.out.println(number(context) + ": " + context.getDisplayName() + ", seed " + ChaosSeed.value());
        Run run = run(context);
        run.arena.calm();
        run.arena.run(2, 2);
        context.getStore(NAMESPACE).put(Started.class, new Started(System.nanoTime()));
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        long began = Objects.requireNonNull(context.getStore(NAMESPACE).get(Started.class, Started.class))
                .nanos();
        boolean well = context.getExecutionException().isEmpty();
        run(context)
                .report
                .ended(
                        number(context),
                        context.getDisplayName()
                                .substring(number(context).length())
                                .strip(),
                        well,
                        Duration.ofNanos(System.nanoTime() - began).toSeconds());
        if (!well) {
            System.out.println(number(context) + " failed with seed " + ChaosSeed.value() + "; logs in "
                    + run(context).arena.workplace().folder("logs"));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Arena.class
                || type == Load.class
                || type == Bounds.class
                || type == RandomGenerator.class
                || type == Books.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Run run = run(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == Arena.class) {
            return run.arena;
        }
        if (type == Bounds.class) {
            return new Bounds(run.report, number(context));
        }
        if (type == Books.class) {
            return new Books(run.arena);
        }
        RandomGenerator random =
                ChaosSeed.random(context.getRequiredTestMethod().getName() + type.getSimpleName());
        return type == RandomGenerator.class
                ? random
                : new Load(run.arena.producer(), run.arena.platform().mailroom(), random);
    }

    private static Run run(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Run.class, key -> new Run(), Run.class);
    }

    /** Display names begin with the row of the table: {@code F1 a worker is killed}. */
    private static String number(ExtensionContext context) {
        return context.getDisplayName().split(" ", 2)[0];
    }
}
