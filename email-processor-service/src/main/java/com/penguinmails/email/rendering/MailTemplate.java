package com.penguinmails.email.rendering;

import com.penguinmails.contracts.email.TemplateRendering.RenderedTemplate;
import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import com.penguinmails.kernel.Refusal;
import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A template made ready once and rendered many times; safe for use by many threads.
 *
 * <p>The HTML is parsed as a browser would and written out again, so the author's mistakes in markup cannot swallow the footer.
 * Each field is escaped for its place; see {@link Places}. Web links are given numbers, in the order of the page, from 1.
 */
public final class MailTemplate {

    /** Largest HTML or text part after rendering, in bytes of UTF-8. */
    public static final int MAX_OUTPUT_BYTES = 256 * 1024;

    private final Template subject;
    private final Template html;
    private final Template text;
    private final List<MergeField> fields;
    private final List<Place> places;
    private final List<LinkTarget> links;
    private final @Nullable Dressing dressing;

    MailTemplate(
            Template subject,
            Template html,
            Template text,
            List<MergeField> fields,
            List<Place> places,
            List<LinkTarget> links,
            @Nullable Dressing dressing) {
        this.subject = subject;
        this.html = html;
        this.text = text;
        this.fields = List.copyOf(fields);
        this.places = List.copyOf(places);
        this.links = List.copyOf(links);
        this.dressing = dressing;
    }

    /**
     * Makes a template ready for sending.
     *
     * @throws Refusal {@code invalid-request}, naming each problem with its part, when it cannot be sent
     */
    public static MailTemplate dressed(TemplateSource source, Dressing dressing) {
        return orRefuse(TemplateCompiler.compile(source, dressing), "");
    }

    /** Makes a template ready for a preview: the author's words only. */
    static MailTemplate plain(TemplateSource source) {
        return orRefuse(TemplateCompiler.compile(source, null), "source.");
    }

    private static MailTemplate orRefuse(TemplateCompiler.Compiled compiled, String path) {
        if (compiled.template() == null) {
            throw Refusal.invalid(compiled.problems().stream()
                    .map(problem -> new Refusal.Item(path + problem.part(), problem.message()))
                    .toList());
        }
        return compiled.template();
    }

    /** Targets of the links that {@link MessageUrls#click} stands for; the first is link 1. */
    public List<LinkTarget> links() {
        return links;
    }

    /** Renders the author's words for a preview. */
    RenderedTemplate render(Map<String, String> values) {
        return render(values, null);
    }

    /**
     * @param values by normalised field name
     * @throws TooLarge when the values make a part larger than {@value #MAX_OUTPUT_BYTES} bytes
     */
    public RenderedTemplate render(Map<String, String> values, @Nullable MessageUrls urls) {
        return new RenderedTemplate(
                Escapes.header(subject.execute(new Variables(values, urls) {
                    @Override
                    String field(int index, String value) {
                        return value;
                    }
                })),
                limited(html.execute(new Variables(values, urls) {
                    @Override
                    String field(int index, String value) {
                        return places.get(index).html(value);
                    }

                    @Override
                    String words(String value) {
                        return Escapes.html(value);
                    }
                })),
                limited(text.execute(new Variables(values, urls) {
                    @Override
                    String field(int index, String value) {
                        return places.get(index).text(value);
                    }
                })));
    }

    private static String limited(String part) {
        // A character is at most three bytes of UTF-8, so most parts need not be measured.
        if (part.length() > MAX_OUTPUT_BYTES / 3 && part.getBytes(StandardCharsets.UTF_8).length > MAX_OUTPUT_BYTES) {
            throw new TooLarge();
        }
        return part;
    }

    /** This recipient's values would make the mail larger than mail may be. */
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the mail would be larger than " + MAX_OUTPUT_BYTES / 1024 + " KB");
        }
    }

    /** What the engine asks for by name while it writes one part. */
    private abstract class Variables implements com.samskivert.mustache.Mustache.CustomContext {

        private final Map<String, String> values;
        private final @Nullable MessageUrls urls;

        Variables(Map<String, String> values, @Nullable MessageUrls urls) {
            this.values = values;
            this.urls = urls;
        }

        abstract String field(int index, String value);

        String words(String value) {
            return value;
        }

        @Override
        public Object get(String name) {
            if (Character.isDigit(name.charAt(0))) {
                int index = Integer.parseInt(name);
                return field(index, fields.get(index).value(values));
            }
            return switch (name) {
                case TemplateCompiler.ADDRESS ->
                    words(Escapes.header(Objects.requireNonNull(dressing).postalAddress()));
                case TemplateCompiler.UNSUBSCRIBE ->
                    Objects.requireNonNull(urls).unsubscribe();
                case TemplateCompiler.PIXEL -> Objects.requireNonNull(urls).open();
                default ->
                    Objects.requireNonNull(urls)
                            .click(Integer.parseInt(name.substring(TemplateCompiler.LINK.length())));
            };
        }
    }
}
