package com.penguinmails.localstack;

import java.util.List;

/**
 * Something that runs against a whole stack, such as the demo. Implementations are found by {@link java.util.ServiceLoader}: they are
 * named in {@code META-INF/services/com.penguinmails.localstack.StackProgram}, are public and have a public constructor without
 * arguments.
 */
public interface StackProgram {

    /** The word on the command line that runs it. */
    String name();

    /**
     * Runs it against a stack whose services are all healthy. The stack keeps running afterwards.
     *
     * @return exit status of the command: 0 for success
     */
    int run(RunningStack stack, List<String> arguments) throws Exception;
}
