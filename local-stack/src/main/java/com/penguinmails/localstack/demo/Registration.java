package com.penguinmails.localstack.demo;

import static com.penguinmails.localstack.demo.PlatformClient.json;

import com.penguinmails.localstack.process.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** From nobody to a person with a proved address, as any person does it: sign up, read the mail, follow its link. */
public final class Registration {

    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]{20,})");
    private static final Duration MAIL_PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final PlatformClient api;
    private final MailWorldClient world;

    public Registration(PlatformClient api, MailWorldClient world) {
        this.api = api;
        this.world = world;
    }

    /** @throws IllegalStateException when no mail with a good link arrives within a minute */
    public void of(String email, String password, String name) {
        api.post(
                "/api/v1/auth/signup",
                json().put("email", email).put("password", password).put("name", name));
        // A mail of an earlier try that was broken off may come first; its link is void.
        Set<String> tried = new HashSet<>();
        Deadline deadline = Deadline.in(MAIL_PATIENCE);
        do {
            Optional<String> token = tokenFromMail(email).filter(tried::add);
            if (token.isPresent() && isGood(token.get())) {
                return;
            }
        } while (deadline.pause(PAUSE));
        throw new IllegalStateException("no verification mail with a good link reached " + email + " within "
                + MAIL_PATIENCE.toSeconds() + " s; `make logs S=user` and `make logs S=worker` say why");
    }

    private boolean isGood(String token) {
        return api.tryPost("/api/v1/auth/verify-email", json().put("token", token))
                .isSuccess();
    }

    private Optional<String> tokenFromMail(String email) {
        Optional<JsonNode> mail = world.latestMail(email);
        return mail.map(found -> TOKEN.matcher(found.path("text").asString("")))
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }
}
