package com.penguinmails.campaign.template;

import com.penguinmails.contracts.email.TemplateRendering.RenderedTemplate;
import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Idempotent;
import com.penguinmails.web.SortedPage;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/templates")
class TemplateController {

    private final Templates templates;
    private final TemplatePreview preview;

    TemplateController(Templates templates, TemplatePreview preview) {
        this.templates = templates;
        this.preview = preview;
    }

    @PostMapping
    @RequiresPermission(Permissions.TEMPLATE_WRITE)
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TemplateView> add(@Valid @RequestBody TemplateRequest.NewTemplate request) {
        TemplateView view = templates.add(request);
        return ResponseEntity.created(URI.create("/api/v1/templates/" + view.id()))
                .body(view);
    }

    /** @param sort {@code createdAt}, {@code name} or {@code updatedAt}, with - in front for descending */
    @GetMapping
    @RequiresPermission(Permissions.TEMPLATE_READ)
    CursorPage<TemplateSummary> templates(
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        SortedPage page = Templates.SORT.page(sort, cursor);
        return CursorPage.of(
                templates.page(page, size + 1),
                size,
                template -> page.position(
                        page.sortedBy().equals("name") ? template.name() : template.updatedAt(), template.id()),
                Function.identity());
    }

    @GetMapping("/{id}")
    @RequiresPermission(Permissions.TEMPLATE_READ)
    TemplateView template(@PathVariable UUID id) {
        return templates.one(id);
    }

    @PutMapping("/{id}")
    @RequiresPermission(Permissions.TEMPLATE_WRITE)
    TemplateView change(@PathVariable UUID id, @Valid @RequestBody TemplateRequest.ChangedTemplate request) {
        return templates.change(id, request);
    }

    @PostMapping("/{id}/preview")
    @RequiresPermission(Permissions.TEMPLATE_READ)
    RenderedTemplate preview(@PathVariable UUID id, @RequestBody TemplatePreview.Request request) {
        return preview.render(id, request);
    }
}
