package com.penguinmails.campaign.template;

import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a template may be; the renderer judges the rest. */
sealed interface TemplateRequest {

    int MAX_HTML = 256 * 1024;
    int MAX_SUBJECT = 500;
    int MAX_NAME = 200;
    String ONE_LINE = "[^\\p{Cntrl}]*";
    String ONE_LINE_MESSAGE = "must be one line without control characters";

    String name();

    String subject();

    String html();

    @Nullable
    String text();

    /** A blank text part counts as none. */
    default TemplateSource source() {
        String text = text();
        return new TemplateSource(subject(), html(), text == null || text.isBlank() ? null : text);
    }

    record NewTemplate(
            @NotBlank @Size(max = MAX_NAME) @Pattern(regexp = ONE_LINE, message = ONE_LINE_MESSAGE)
            String name,

            @NotBlank @Size(max = MAX_SUBJECT) @Pattern(regexp = ONE_LINE, message = ONE_LINE_MESSAGE)
            String subject,

            @NotBlank @Size(max = MAX_HTML) String html,
            @Size(max = MAX_HTML) @Nullable String text)
            implements TemplateRequest {}

    /** @param version the one that was read; another one by now means somebody else saved in between */
    record ChangedTemplate(
            @NotBlank @Size(max = MAX_NAME) @Pattern(regexp = ONE_LINE, message = ONE_LINE_MESSAGE)
            String name,

            @NotBlank @Size(max = MAX_SUBJECT) @Pattern(regexp = ONE_LINE, message = ONE_LINE_MESSAGE)
            String subject,

            @NotBlank @Size(max = MAX_HTML) String html,
            @Size(max = MAX_HTML) @Nullable String text,
            @NotNull Long version)
            implements TemplateRequest {}
}
