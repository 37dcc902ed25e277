package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.infrastructure.mailserver.LoginOutcome;
import com.penguinmails.infrastructure.mailserver.MailProtocol;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What both servers said.
 *
 * @param problems one for each server that did not let us in, SMTP first; empty when all is well
 */
record CheckResult(List<Problem> problems) {

    /** The order in which servers are asked and reported. */
    static final List<MailProtocol> ORDER = List.of(MailProtocol.SMTP, MailProtocol.IMAP);

    /** @param code for programs, such as {@code imap-login-refused} */
    record Problem(MailProtocol protocol, String code, String message) {

        private String sentence() {
            return protocol.id().toUpperCase(Locale.ROOT) + ": " + message + ".";
        }
    }

    /** @param outcomes in {@link #ORDER} */
    static CheckResult of(List<LoginOutcome> outcomes) {
        return new CheckResult(IntStream.range(0, outcomes.size())
                .boxed()
                .flatMap(n -> problem(ORDER.get(n), outcomes.get(n)))
                .toList());
    }

    private static Stream<Problem> problem(MailProtocol protocol, LoginOutcome outcome) {
        return switch (outcome) {
            case LoginOutcome.Accepted accepted -> Stream.empty();
            case LoginOutcome.Failed failed -> Stream.of(new Problem(protocol, failed.code(), failed.message()));
            // The rules or the server's address changed after it was connected.
            case LoginOutcome.NotAllowed not ->
                Stream.of(new Problem(protocol, protocol.id() + "-unreachable", not.field() + " " + not.message()));
        };
    }

    boolean well() {
        return problems.isEmpty();
    }

    String code() {
        return problems.getFirst().code();
    }

    String detail() {
        return problems.stream().map(Problem::sentence).collect(Collectors.joining(" "));
    }
}
