package com.penguinmails.mailworld.reaction;

import com.penguinmails.mailworld.behaviour.Behaviour;
import com.penguinmails.mailworld.behaviour.Behaviours;
import com.penguinmails.mailworld.ledger.Envelope;
import com.penguinmails.mailworld.ledger.MailFacts;
import com.penguinmails.mailworld.ledger.PlannedReaction;
import com.penguinmails.mailworld.ledger.ReactionKind;
import com.penguinmails.mailworld.message.HeaderReader;
import com.penguinmails.mailworld.message.MailBody;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** Decides on acceptance what a recipient will do later, from its behaviours and the links in the mail. */
public final class ReactionPlanner {
    private static final Pattern PLAIN_LINK = Pattern.compile("https?://[^\\s<>\"]+");
    private static final Pattern HEADER_LINK = Pattern.compile("<\\s*(https?://[^>]+)>");
    private static final int MAX_IMAGES = 10;

    private ReactionPlanner() {}

    /** The reactions in the order in which they will be done; empty when the recipient only reads. */
    public static List<PlannedReaction> plan(
            Behaviours behaviours, Envelope envelope, MailFacts mail, byte[] raw, List<URI> platformBaseUrls) {
        PlatformLinks platform = new PlatformLinks(platformBaseUrls);
        List<PlannedReaction> plan = new ArrayList<>();
        boolean clicks = behaviours.has(Behaviour.CLICK);
        if (clicks || behaviours.has(Behaviour.OPEN)) {
            MailBody body = MailBody.of(raw);
            Document html = body.html() == null ? null : Jsoup.parse(body.html());
            plan.add(new PlannedReaction(ReactionKind.OPEN, images(html, platform), null));
            if (clicks) {
                plan.add(new PlannedReaction(ReactionKind.CLICK, firstLink(html, body.text(), mail, platform), null));
            }
        }
        if (behaviours.has(Behaviour.UNSUB)) {
            plan.add(new PlannedReaction(ReactionKind.UNSUBSCRIBE, unsubscribeLink(mail, platform), null));
        }
        if (behaviours.has(Behaviour.REPLY)) {
            plan.add(new PlannedReaction(
                    ReactionKind.REPLY, candidates(mail.replyTo(), mail.headerFrom(), envelope.login()), null));
        }
        if (behaviours.has(Behaviour.DSN)) {
            // A report is never sent about a report (RFC 3461 §6.2, null reverse path).
            List<String> returnPath = envelope.from().isEmpty()
                    ? List.of()
                    : candidates(envelope.from(), envelope.login(), mail.headerFrom());
            plan.add(new PlannedReaction(ReactionKind.DSN, returnPath, HeaderReader.headerBlock(raw)));
        }
        return plan;
    }

    private static List<String> images(@Nullable Document html, PlatformLinks platform) {
        return html == null
                ? List.of()
                : html.select("img[src]").stream()
                        .flatMap(image -> platform.parse(image.attr("src")).stream())
                        .map(URI::toString)
                        .distinct()
                        .limit(MAX_IMAGES)
                        .toList();
    }

    private static List<String> firstLink(
            @Nullable Document html, @Nullable String text, MailFacts mail, PlatformLinks platform) {
        Stream<String> links = html != null
                ? html.select("a[href]").stream().map(anchor -> anchor.attr("href"))
                : PLAIN_LINK.matcher(text == null ? "" : text).results().map(MatchResult::group);
        Optional<String> unsubscribes =
                unsubscribeLink(mail, platform).stream().findFirst().map(ReactionPlanner::folder);
        return links.flatMap(link -> platform.parse(link).stream())
                .map(URI::toString)
                // A person who likes the offer does not press the footer's unsubscribe link, a sibling of the header's.
                .filter(link -> unsubscribes.isEmpty() || !unsubscribes.get().equals(folder(link)))
                .limit(1)
                .toList();
    }

    private static List<String> unsubscribeLink(MailFacts mail, PlatformLinks platform) {
        String header = mail.listUnsubscribe();
        if (header == null || !mail.offersOneClick()) {
            return List.of();
        }
        return HEADER_LINK
                .matcher(header)
                .results()
                .flatMap(match -> platform.parse(match.group(1)).stream())
                .map(URI::toString)
                .limit(1)
                .toList();
    }

    private static String folder(String link) {
        URI uri = URI.create(link);
        String path = uri.getRawPath();
        return uri.getRawAuthority() + path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static List<String> candidates(@Nullable String... addresses) {
        List<String> present = new ArrayList<>();
        for (String address : addresses) {
            if (address != null && !address.isEmpty() && !present.contains(address)) {
                present.add(address);
            }
        }
        return present;
    }
}
