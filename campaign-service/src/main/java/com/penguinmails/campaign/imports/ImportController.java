package com.penguinmails.campaign.imports;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Idempotent;
import java.net.URI;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping(ImportController.PATH)
class ImportController {

    static final String PATH = "/api/v1/leads/imports";

    private static final int MAX_NAME = 200;
    private static final String UNNAMED = "leads.csv";

    private final LeadImporter importer;
    private final Imports imports;

    ImportController(LeadImporter importer, Imports imports) {
        this.importer = importer;
        this.imports = imports;
    }

    @PostMapping
    @RequiresPermission(Permissions.LEAD_IMPORT)
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ImportView> importLeads(
            @RequestPart MultipartFile file,
            @RequestParam(required = false) @Nullable String listName,
            CurrentUser user) {
        String fileName = fileName(file);
        ImportView view =
                importer.run(new LeadImporter.Request(file, fileName, listName(listName, fileName), user.userId()));
        return ResponseEntity.created(URI.create(PATH + "/" + view.id())).body(view);
    }

    @GetMapping
    @RequiresPermission(Permissions.LEAD_READ)
    CursorPage<ImportView> imports(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                imports.page(Cursors.idOr(cursor, Cursors.NEWEST), size + 1),
                size,
                view -> view.id().toString(),
                Function.identity());
    }

    @GetMapping("/{id}")
    @RequiresPermission(Permissions.LEAD_READ)
    ImportView oneImport(@PathVariable UUID id) {
        return imports.find(id).orElseThrow(() -> Refusal.notFound("import"));
    }

    @GetMapping("/{id}/rejections")
    @RequiresPermission(Permissions.LEAD_READ)
    CursorPage<ImportView.RejectionView> rejections(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        oneImport(id);
        return CursorPage.of(
                imports.rejections(id, LineCursor.lineOf(cursor), size + 1),
                size,
                rejection -> LineCursor.position(rejection.line()),
                Function.identity());
    }

    /** Without folders, which some browsers send, and without what a file name cannot hold. */
    private static String fileName(MultipartFile file) {
        String given = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        if (name.isEmpty()) {
            return UNNAMED;
        }
        if (name.length() <= MAX_NAME) {
            return name;
        }
        String end = name.substring(name.length() - MAX_NAME);
        return Character.isLowSurrogate(end.charAt(0)) ? end.substring(1) : end;
    }

    private static String listName(@Nullable String given, String fileName) {
        if (given == null || given.isBlank()) {
            return fileName;
        }
        String name = given.strip();
        if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("listName", "must be at most " + MAX_NAME + " characters without control characters");
        }
        return name;
    }
}
