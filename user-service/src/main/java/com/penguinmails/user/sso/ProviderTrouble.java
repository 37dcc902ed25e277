package com.penguinmails.user.sso;

import com.penguinmails.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said when a provider cannot be worked with. What was wrong in detail is for the log alone. */
final class ProviderTrouble {

    static final String UNAVAILABLE = "identity-provider-unavailable";

    private static final Logger log = LoggerFactory.getLogger(ProviderTrouble.class);

    private ProviderTrouble() {}

    /** Not 503: this service is well, and must not be taken for broken because one tenant's provider is. */
    static Refusal unavailable(String privateReason, @Nullable Throwable cause) {
        log.info("an identity provider cannot be worked with: {} ({})", privateReason, String.valueOf(cause));
        return Refusal.conflict(
                UNAVAILABLE,
                "Your organisation's identity provider cannot be reached or does not answer as it should; try again later.");
    }

    static Refusal unavailable(String privateReason) {
        return unavailable(privateReason, null);
    }

    static Refusal unavailable(GuardedHttp.NoAnswer failure) {
        return unavailable(String.valueOf(failure.getMessage()), failure.getCause());
    }

    /** One answer, whatever is wrong with what came back: who tries things out learns nothing. */
    static Refusal refused(String privateReason) {
        log.info("a single sign-on was refused: {}", privateReason);
        return new Refusal(
                Refusal.Kind.UNAUTHENTICATED,
                "sso-failed",
                "Your organisation's identity provider did not confirm who you are; start again.");
    }
}
