package com.penguinmails.email.rendering;

import com.penguinmails.contracts.email.TemplateRendering;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.InternalEndpoint;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Checks and previews templates for those who let people write them. */
@RestController
@InternalEndpoint
class RenderingController implements TemplateRendering {

    @Override
    public TemplateCheck check(TemplateSource source) {
        complete(source, "");
        var compiled = TemplateCompiler.compile(source, null);
        var names = new TreeSet<String>();
        var withoutFallback = new TreeSet<String>();
        for (MergeField field : compiled.fields()) {
            names.add(field.name());
            if (field.fallback() == null) {
                withoutFallback.add(field.name());
            }
        }
        return new TemplateCheck(List.copyOf(names), List.copyOf(withoutFallback), compiled.problems());
    }

    @Override
    public RenderedTemplate preview(PreviewRequest request) {
        given(request.source(), "source");
        complete(request.source(), "source.");
        Map<String, String> fields = given(request.fields(), "fields");
        try {
            return MailTemplate.plain(request.source()).render(MergeField.normalise(fields));
        } catch (MailTemplate.TooLarge large) {
            throw Refusal.invalid("fields", String.valueOf(large.getMessage()));
        }
    }

    private static void complete(TemplateSource source, String path) {
        given(source.subject(), path + "subject");
        given(source.html(), path + "html");
    }

    private static <T> T given(@Nullable T value, String field) {
        if (value == null) {
            throw Refusal.invalid(field, "is required");
        }
        return value;
    }
}
