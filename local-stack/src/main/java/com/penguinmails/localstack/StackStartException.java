package com.penguinmails.localstack;

import com.penguinmails.localstack.service.StartOutcome;
import com.penguinmails.localstack.state.StateFolder;
import java.util.List;
import java.util.stream.Collectors;

/** A stack did not become healthy. The message names every service that failed and holds the end of its log. */
public final class StackStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StackStartException(String message, Throwable cause) {
        super(message, cause);
    }

    StackStartException(StateFolder state, List<StartOutcome> failed) {
        super(failed.stream()
                .map(outcome -> StartReport.failure(state, outcome))
                .collect(Collectors.joining("\n")));
    }
}
