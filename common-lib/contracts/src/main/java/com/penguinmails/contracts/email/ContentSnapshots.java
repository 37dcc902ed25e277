package com.penguinmails.contracts.email;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PutExchange;

/** Content frozen at launch: what is sent never changes because a template was edited later. */
public interface ContentSnapshots {

    /** Idempotent by id: the same snapshot again is fine, another one under the same id is refused with {@code conflict}. */
    @PutExchange("/internal/contents/{contentId}")
    void put(@PathVariable UUID contentId, @RequestBody ContentSnapshot content);

    /**
     * @param text null: the text part is made from the HTML
     * @param fromName null: the address stands alone in From
     * @param postalAddress one line, goes into the footer of every mail
     */
    record ContentSnapshot(
            String subject,
            String html,
            @Nullable String text,
            @Nullable String fromName,
            String postalAddress,
            boolean trackOpens,
            boolean trackClicks) {}
}
