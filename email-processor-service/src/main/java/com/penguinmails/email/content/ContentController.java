package com.penguinmails.email.content;

import com.penguinmails.contracts.email.ContentSnapshots;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.InternalEndpoint;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Takes snapshots from those who launch. */
@RestController
@InternalEndpoint
class ContentController implements ContentSnapshots {

    private static final int MAX_NAME_CHARACTERS = 200;
    private static final int MAX_ADDRESS_CHARACTERS = 500;

    private final ContentStore store;

    ContentController(ContentStore store) {
        this.store = store;
    }

    @Override
    public void put(UUID contentId, ContentSnapshot content) {
        var problems = new ArrayList<Refusal.Item>();
        require(problems, "subject", content.subject());
        require(problems, "html", content.html());
        require(problems, "postalAddress", content.postalAddress());
        limit(problems, "postalAddress", content.postalAddress(), MAX_ADDRESS_CHARACTERS);
        limit(problems, "fromName", content.fromName(), MAX_NAME_CHARACTERS);
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        store.put(contentId, content);
    }

    private static void require(ArrayList<Refusal.Item> problems, String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            problems.add(new Refusal.Item(field, "is required"));
        }
    }

    private static void limit(ArrayList<Refusal.Item> problems, String field, @Nullable String value, int max) {
        if (value != null && value.length() > max) {
            problems.add(new Refusal.Item(field, "must have at most " + max + " characters"));
        }
    }
}
