package com.penguinmails.email.rendering;

import com.penguinmails.contracts.email.TemplateRendering.TemplateProblem;
import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Turns what an author wrote into a {@link MailTemplate}, or says what is wrong with it. One object per template. */
final class TemplateCompiler {

    static final String ADDRESS = "address";
    static final String UNSUBSCRIBE = "unsubscribe";
    static final String PIXEL = "pixel";
    static final String LINK = "link";

    static final int MAX_FIELDS = 100;
    static final int MAX_SUBJECT_CHARACTERS = 500;

    private static final int MAX_PART_BYTES = MailTemplate.MAX_OUTPUT_BYTES;
    private static final Pattern VARIABLE =
            Pattern.compile("\\d+|" + LINK + "\\d+|" + ADDRESS + "|" + UNSUBSCRIBE + "|" + PIXEL);

    private static final String FOOTER_STYLE = "margin-top:32px;padding-top:12px;border-top:1px solid #e5e5e5;"
            + "font:12px/1.5 Arial,Helvetica,sans-serif;color:#6b6b6b";
    private static final String HTML_FOOTER = "<div style=\"" + FOOTER_STYLE + "\">{{" + ADDRESS + "}}<br><a href=\"{{"
            + UNSUBSCRIBE + "}}\" style=\"color:#6b6b6b\">Unsubscribe</a></div>";
    private static final String HTML_PIXEL =
            "<img src=\"{{" + PIXEL + "}}\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;border:0\">";
    private static final String TEXT_FOOTER = "\n\n-- \n{{" + ADDRESS + "}}\nUnsubscribe: {{" + UNSUBSCRIBE + "}}\n";

    private static final Mustache.Compiler ENGINE =
            Mustache.compiler().escapeHTML(false).standardsMode(true).defaultValue("");

    private final TemplateSource source;
    private final @Nullable Dressing dressing;
    private final List<MergeField> fields = new ArrayList<>();
    private final List<TemplateProblem> problems = new ArrayList<>();
    private final List<LinkTarget> links = new ArrayList<>();

    private TemplateCompiler(TemplateSource source, @Nullable Dressing dressing) {
        this.source = source;
        this.dressing = dressing;
    }

    /** @param template null exactly when there are problems */
    record Compiled(@Nullable MailTemplate template, List<MergeField> fields, List<TemplateProblem> problems) {}

    /** @param dressing null for the author's words only */
    static Compiled compile(TemplateSource source, @Nullable Dressing dressing) {
        return new TemplateCompiler(source, dressing).compile();
    }

    private Compiled compile() {
        checkSize("subject", source.subject(), MAX_SUBJECT_CHARACTERS);
        checkSize("html", source.html(), MAX_PART_BYTES);
        checkWritten("subject", source.subject());
        checkWritten("html", source.html());
        checkSize("text", source.text() == null ? "" : source.text(), MAX_PART_BYTES);
        if (!problems.isEmpty()) {
            return new Compiled(null, List.of(), problems);
        }
        // The HTML comes first, so that the number of a field is its index in the list of places too.
        Document page = Jsoup.parse(marked("html", FieldScan.html(source.html(), fields)));
        page.outputSettings().prettyPrint(false).charset(StandardCharsets.UTF_8);
        Places.Found found = Places.of(page, fields);
        found.problems().forEach(problem -> problems.add(new TemplateProblem("html", problem)));
        var places = new ArrayList<>(found.places());

        String text = source.text() == null
                ? PlainText.of(page)
                : marked("text", FieldScan.plain(source.text(), fields)).stripTrailing();
        String subject = marked("subject", FieldScan.plain(source.subject(), fields));
        while (places.size() < fields.size()) {
            places.add(Place.TEXT);
        }
        if (fields.stream().map(MergeField::name).distinct().count() > MAX_FIELDS) {
            problems.add(new TemplateProblem("html", "there are more than " + MAX_FIELDS + " different merge fields"));
        }
        if (dressing != null) {
            dress(page, dressing);
            text += TEXT_FOOTER;
        }
        var subjectTemplate = engine("subject", subject);
        var htmlTemplate = engine("html", page.outerHtml());
        var textTemplate = engine("text", text);
        if (!problems.isEmpty() || subjectTemplate.isEmpty() || htmlTemplate.isEmpty() || textTemplate.isEmpty()) {
            return new Compiled(null, fields, problems);
        }
        return new Compiled(
                new MailTemplate(
                        subjectTemplate.get(), htmlTemplate.get(), textTemplate.get(), fields, places, links, dressing),
                fields,
                problems);
    }

    private void checkSize(String part, String written, int limit) {
        boolean tooLarge = "subject".equals(part)
                ? written.length() > limit
                : written.getBytes(StandardCharsets.UTF_8).length > limit;
        if (tooLarge) {
            problems.add(new TemplateProblem(
                    part,
                    "subject".equals(part)
                            ? "the subject is longer than " + limit + " characters"
                            : "the part is larger than " + limit / 1024 + " KB"));
        }
    }

    private void checkWritten(String part, String written) {
        if (written.isBlank()) {
            problems.add(new TemplateProblem(part, "the " + part + " is empty"));
        }
    }

    private String marked(String part, FieldScan.Marked scanned) {
        scanned.problems().forEach(problem -> problems.add(new TemplateProblem(part, problem)));
        return scanned.text();
    }

    private void dress(Document page, Dressing dressing) {
        if (dressing.trackClicks()) {
            for (Element anchor : page.select("a[href], area[href]")) {
                LinkTarget.of(anchor.attr("href"), fields)
                        .filter(target -> !target.leadsTo(dressing.publicUrl()))
                        .ifPresent(target -> {
                            links.add(target);
                            anchor.attr("href", "{{" + LINK + links.size() + "}}");
                        });
            }
        }
        page.body().append(HTML_FOOTER);
        if (dressing.trackOpens()) {
            page.body().append(HTML_PIXEL);
        }
    }

    /** The last look: whatever the steps before let through, the engine gets variables we know and nothing else. */
    private Optional<Template> engine(String part, String marked) {
        if (problems.stream().anyMatch(problem -> problem.part().equals(part))) {
            return Optional.empty();
        }
        try {
            Template template = ENGINE.compile(marked);
            var look = new OnlyVariables();
            template.visit(look);
            if (look.clean) {
                return Optional.of(template);
            }
        } catch (MustacheException malformed) {
            // Told below, in words that do not speak of numbered markers.
        }
        problems.add(new TemplateProblem(part, "there are stray braces; write fields as {{name}} with two braces"));
        return Optional.empty();
    }

    private final class OnlyVariables implements Mustache.Visitor {

        private boolean clean = true;

        @Override
        public void visitText(String text) {}

        @Override
        public void visitVariable(String name) {
            boolean known = VARIABLE.matcher(name).matches();
            if (known && Character.isDigit(name.charAt(0))) {
                known = name.length() < 5 && Integer.parseInt(name) < fields.size();
            } else if (known && name.startsWith(LINK)) {
                String number = name.substring(LINK.length());
                known = number.length() < 5 && Integer.parseInt(number) <= links.size() && dressing != null;
            } else if (known) {
                known = dressing != null;
            }
            clean &= known;
        }

        @Override
        public boolean visitInclude(String name) {
            clean = false;
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            clean = false;
            return false;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            clean = false;
            return false;
        }
    }
}
