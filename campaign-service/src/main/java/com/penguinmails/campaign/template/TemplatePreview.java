package com.penguinmails.campaign.template;

import com.penguinmails.campaign.lead.Leads;
import com.penguinmails.campaign.lead.Recipient;
import com.penguinmails.contracts.email.TemplateRendering;
import com.penguinmails.contracts.email.TemplateRendering.PreviewRequest;
import com.penguinmails.contracts.email.TemplateRendering.RenderedTemplate;
import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import com.penguinmails.kernel.Refusal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows a template as one recipient would get it, rendered by the renderer that sends. */
@Component
class TemplatePreview {

    private static final int MAX_FIELDS = 200;

    private final Templates templates;
    private final Leads leads;
    private final TemplateRendering rendering;

    TemplatePreview(Templates templates, Leads leads, TemplateRendering rendering) {
        this.templates = templates;
        this.leads = leads;
        this.rendering = rendering;
    }

    /**
     * @param leadId whose fields to take
     * @param fields or these; with neither, every fallback shows
     */
    record Request(@Nullable UUID leadId, @Nullable Map<String, String> fields) {}

    RenderedTemplate render(UUID templateId, Request request) {
        TemplateSource source = templates.source(templateId).orElseThrow(() -> Refusal.notFound("template"));
        return rendering.preview(new PreviewRequest(source, fields(request)));
    }

    private Map<String, String> fields(Request request) {
        UUID leadId = request.leadId();
        Map<String, String> fields = request.fields();
        if (leadId != null && fields != null) {
            throw Refusal.invalid("fields", "give either a lead or fields, not both");
        }
        if (leadId != null) {
            return leads.recipient(leadId)
                    .map(Recipient::fields)
                    .orElseThrow(() -> Refusal.invalid("leadId", "there is no such lead"));
        }
        if (fields == null) {
            return Map.of();
        }
        if (fields.size() > MAX_FIELDS || fields.containsValue(null)) {
            throw Refusal.invalid("fields", "must be at most " + MAX_FIELDS + " names, each with a text");
        }
        return fields;
    }
}
