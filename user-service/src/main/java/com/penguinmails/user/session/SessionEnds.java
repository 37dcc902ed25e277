package com.penguinmails.user.session;

import com.penguinmails.user.account.CredentialsReplaced;
import com.penguinmails.user.sso.ProviderRemoved;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends sign-ins whose reason is gone, and clears away what ended long ago. */
@Component
class SessionEnds {

    private final Sessions sessions;
    private final SignInChallenges challenges;

    SessionEnds(Sessions sessions, SignInChallenges challenges) {
        this.challenges = challenges;
        this.sessions = sessions;
    }

    @EventListener
    void on(CredentialsReplaced replaced) {
        challenges.deleteAllOf(replaced.accountId());
        String kept = replaced.exceptSession();
        sessions.endAllOf(replaced.accountId(), kept == null ? null : UUID.fromString(kept));
    }

    @EventListener
    void on(ProviderRemoved removed) {
        sessions.endVouchedFor(removed.tenant().value());
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT16M")
    void clearAway() {
        sessions.clearAway();
    }
}
