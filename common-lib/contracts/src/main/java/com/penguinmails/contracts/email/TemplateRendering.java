package com.penguinmails.contracts.email;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** The one renderer of the platform, so that a preview shows what will be sent. */
public interface TemplateRendering {

    /** Says which merge fields a template uses and what is wrong with it; renders nothing. */
    @PostExchange("/internal/rendering/check")
    TemplateCheck check(@RequestBody TemplateSource source);

    /** Renders with the given fields; refuses with {@code invalid-request} when the template does not parse. */
    @PostExchange("/internal/rendering/preview")
    RenderedTemplate preview(@RequestBody PreviewRequest request);

    /** Merge fields are written {@code {{first_name}}} or, with a fallback, {@code {{first_name|there}}}. */
    record TemplateSource(
            String subject, String html, @Nullable String text) {}

    /**
     * @param fields names used anywhere, sorted; {@code fieldsWithoutFallback} is the subset that renders empty when a lead has no value
     * @param problems empty when the template can be sent
     */
    record TemplateCheck(List<String> fields, List<String> fieldsWithoutFallback, List<TemplateProblem> problems) {}

    /** @param part {@code subject}, {@code html} or {@code text} */
    record TemplateProblem(String part, String message) {}

    record PreviewRequest(TemplateSource source, Map<String, String> fields) {}

    record RenderedTemplate(String subject, String html, String text) {}
}
