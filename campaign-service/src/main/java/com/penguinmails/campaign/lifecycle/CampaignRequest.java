package com.penguinmails.campaign.lifecycle;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of requests that write a draft. */
final class CampaignRequest {

    private static final int MAX_NAME = 200;
    private static final int MAX_FROM_NAME = 100;
    private static final int MAX_MAILBOXES = 500;
    private static final String ONE_LINE = "[^\\p{Cntrl}]*";
    private static final String ONE_LINE_MESSAGE = "must be one line without control characters";

    private CampaignRequest() {}

    /** @param trackOpens true when left out, as is {@code trackClicks} */
    record NewCampaign(
            @NotBlank @Size(max = MAX_NAME) @Pattern(regexp = ONE_LINE, message = ONE_LINE_MESSAGE)
            String name,

            @Nullable UUID templateId,
            @Nullable UUID listId,
            @Size(max = MAX_MAILBOXES) @Nullable List<@NotNull UUID> mailboxIds,

            @Size(max = MAX_FROM_NAME) @Pattern(regexp = ONE_LINE, message = ONE_LINE_MESSAGE) @Nullable
            String fromName,

            @Nullable Boolean trackOpens,
            @Nullable Boolean trackClicks) {

        CampaignDraft draft() {
            return new CampaignDraft(
                    name.strip(),
                    templateId,
                    listId,
                    distinct(Objects.requireNonNullElse(mailboxIds, List.of())),
                    blankToNull(fromName),
                    Objects.requireNonNullElse(trackOpens, true),
                    Objects.requireNonNullElse(trackClicks, true));
        }
    }

    /** What is left out or null stays as it is; an empty {@code fromName} takes the name away. */
    record ChangedCampaign(
            @Size(min = 1, max = MAX_NAME) @Pattern(regexp = ONE_LINE, message = ONE_LINE_MESSAGE) @Nullable
            String name,

            @Nullable UUID templateId,
            @Nullable UUID listId,
            @Size(max = MAX_MAILBOXES) @Nullable List<@NotNull UUID> mailboxIds,

            @Size(max = MAX_FROM_NAME) @Pattern(regexp = ONE_LINE, message = ONE_LINE_MESSAGE) @Nullable
            String fromName,

            @Nullable Boolean trackOpens,
            @Nullable Boolean trackClicks) {

        CampaignDraft over(CampaignDraft before) {
            return new CampaignDraft(
                    name == null || name.isBlank() ? before.name() : name.strip(),
                    templateId == null ? before.templateId() : templateId,
                    listId == null ? before.listId() : listId,
                    mailboxIds == null ? before.mailboxIds() : distinct(mailboxIds),
                    fromName == null ? before.fromName() : blankToNull(fromName),
                    Objects.requireNonNullElse(trackOpens, before.trackOpens()),
                    Objects.requireNonNullElse(trackClicks, before.trackClicks()));
        }
    }

    private static List<UUID> distinct(List<UUID> ids) {
        return ids.stream().distinct().toList();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
