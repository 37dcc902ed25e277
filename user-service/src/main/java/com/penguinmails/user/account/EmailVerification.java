package com.penguinmails.user.account;

import com.penguinmails.kernel.Refusal;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the token of a verification mail back from whoever could read that mail. */
@Component
class EmailVerification {

    private final Accounts accounts;
    private final VerificationTokens tokens;

    EmailVerification(Accounts accounts, VerificationTokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /** Refuses with {@code verification-token-invalid} for a token that is unknown, used, replaced or older than a day. */
    @Transactional
    public void verify(String token) {
        var owner = tokens.ownerOf(token).orElseThrow(EmailVerification::invalid);
        // The account first, then its token: a sign-up that replaces both goes the same way.
        if (accounts.locked(owner).isEmpty() || !tokens.use(token)) {
            throw invalid();
        }
        accounts.verified(owner);
        tokens.deleteAllOf(owner);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT12M")
    @Transactional
    public void deleteExpired() {
        tokens.deleteExpired();
    }

    private static Refusal invalid() {
        return new Refusal(
                Refusal.Kind.INVALID,
                "verification-token-invalid",
                "This token was used, is older than a day or never existed; ask for another verification mail.");
    }
}
