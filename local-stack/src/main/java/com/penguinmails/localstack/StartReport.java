package com.penguinmails.localstack;

import com.penguinmails.localstack.service.DeathNotice;
import com.penguinmails.localstack.service.StartOutcome;
import com.penguinmails.localstack.state.Addresses;
import com.penguinmails.localstack.state.StateFolder;
import java.time.Duration;
import java.util.Locale;

/** Words for how a start went. */
final class StartReport {

    private StartReport() {}

    static boolean isUp(StartOutcome outcome) {
        return outcome instanceof StartOutcome.Up;
    }

    /** One line per service, or the end of the log of one that failed. */
    static String line(StateFolder state, Addresses addresses, StartOutcome outcome) {
        return switch (outcome) {
            case StartOutcome.Up up ->
                "  %-16s up after %s   %s".formatted(up.service(), seconds(up.took()), addresses.service(up.service()));
            case StartOutcome.Died died -> failure(state, died);
            case StartOutcome.NotHealthy notHealthy -> failure(state, notHealthy);
            case StartOutcome.NotStarted notStarted -> failure(state, notStarted);
        };
    }

    static String failure(StateFolder state, StartOutcome outcome) {
        return switch (outcome) {
            case StartOutcome.Up up -> up.service() + " is up";
            case StartOutcome.Died died -> died.notice().describe(state);
            case StartOutcome.NotStarted notStarted ->
                notStarted.service() + " could not be started: " + notStarted.reason();
            case StartOutcome.NotHealthy notHealthy -> {
                StringBuilder text = new StringBuilder()
                        .append(notHealthy.service())
                        .append(" runs but is NOT HEALTHY after")
                        .append(seconds(notHealthy.waited()))
                        .append("; /health says: ")
                        .append(notHealthy.lastAnswer())
                        .append(". The end of ")
                        .append(state.log(notHealthy.service()).path())
                        .append(":\n");
                state.log(notHealthy.service())
                        .tail(DeathNotice.LINES)
                        .forEach(logLine -> text.append("  | ").append(logLine).append('\n'));
                yield text.toString();
            }
        };
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%5.1f s", duration.toMillis() / 1000.0);
    }
}
