package com.penguinmails.worker.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.worker.smtp.Reply;
import com.penguinmails.worker.smtp.Stage;
import com.penguinmails.worker.smtp.Transmission;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void onlyALossAfterTheDotIsUncertain() {
        for (Stage stage : Stage.values()) {
            assertThat(verdict(new Transmission.Lost(stage, "EOFException")))
                    .isEqualTo(stage == Stage.DOT ? Result.UNCERTAIN : Result.DEFERRED);
        }
    }

    @Test
    void onlyAPositiveReplyToTheDotIsAccepted() {
        for (Stage stage : Stage.values()) {
            Result result = verdict(new Transmission.Answered(stage, new Reply(250, "ok")));
            if (stage == Stage.DOT) {
                assertThat(result).isEqualTo(Result.ACCEPTED);
            } else {
                assertThat(result).isNotEqualTo(Result.ACCEPTED);
            }
        }
    }

    @Test
    void aRefusalOfTheSenderNeverLooksLikeOneOfTheRecipient() {
        for (Stage stage : Stage.values()) {
            Result result = verdict(new Transmission.Answered(stage, new Reply(550, "5.7.1 no")));
            boolean aboutTheMail = stage == Stage.RCPT || stage == Stage.DATA || stage == Stage.DOT;
            assertThat(result == Result.REJECTED).isEqualTo(aboutTheMail);
        }
        assertThat(verdict(new Transmission.Answered(Stage.RCPT, new Reply(530, "5.7.0 log in first"))))
                .isEqualTo(Result.NOT_SENT);
    }

    @Test
    void everyTemporaryRefusalIsDeferred() {
        for (Stage stage : Stage.values()) {
            assertThat(verdict(new Transmission.Answered(stage, new Reply(421, "4.3.2 closing"))))
                    .isEqualTo(Result.DEFERRED);
        }
    }

    private static Result verdict(Transmission transmission) {
        return Verdict.of(UUID.randomUUID(), transmission, Instant.EPOCH).result();
    }
}
