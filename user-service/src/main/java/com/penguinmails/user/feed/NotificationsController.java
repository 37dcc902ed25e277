package com.penguinmails.user.feed;

import com.penguinmails.contracts.user.Notifications;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.InternalEndpoint;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Takes what other services have to tell. */
@RestController
@InternalEndpoint
class NotificationsController implements Notifications {

    private static final int MOST_RECIPIENTS = 1000;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_BODY = 2000;
    private static final int LONGEST_LINK = 500;
    private static final Pattern KIND = Pattern.compile("[A-Z][A-Z_]{0,49}");
    /** Two slashes, or a backslash that browsers take for one, would lead to another site. */
    private static final Pattern LINK = Pattern.compile("/[^/\\\\].*");

    private final Feed feed;

    NotificationsController(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void tell(News news) {
        demand(
                !news.recipients().isEmpty() && news.recipients().size() <= MOST_RECIPIENTS,
                "recipients",
                "must be 1 to 1000");
        demand(KIND.matcher(news.kind()).matches(), "kind", "must be upper-case letters and underscores, at most 50");
        demand(!news.title().isBlank() && fits(news.title(), LONGEST_TITLE), "title", "must have 1 to 200 characters");
        demand(fits(news.body(), LONGEST_BODY), "body", "must have at most 2000 characters");
        String link = news.link();
        demand(
                link == null || (fits(link, LONGEST_LINK) && LINK.matcher(link).matches()),
                "link",
                "must be a path that begins with one slash, at most 500 characters");
        feed.add(news);
    }

    private static boolean fits(@Nullable String text, int longest) {
        return text == null || text.length() <= longest;
    }

    private static void demand(boolean holds, String field, String message) {
        if (!holds) {
            throw Refusal.invalid(field, message);
        }
    }
}
