package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.email.OutboundMessages.NewMessage;
import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.SendJob;
import com.penguinmails.email.activity.ActivityFeed;
import com.penguinmails.email.activity.MessageRef;
import com.penguinmails.email.content.ContentStore;
import com.penguinmails.email.rendering.MergeField;
import com.penguinmails.email.suppression.Suppressions;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TextArray;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Takes over planned messages: the rows, their jobs and the events exist together or not at all. */
@Component
class Submission {

    /** The message decides when it has been tried often enough, not the job. */
    static final int JOB_ATTEMPTS = 100;

    private static final String INSERT = """
            insert into messages (tenant_id, id, campaign_id, enrolment_id, lead_id, mailbox_id, mailbox_address, content_id, recipient,
                                  fields, rfc_message_id, status, reason, send_at, due_at, created_at, finished_at)
            select :tenant, n.id, n.campaign_id, n.enrolment_id, n.lead_id, n.mailbox_id, n.mailbox_address, n.content_id, n.recipient,
                   n.fields::jsonb, n.rfc_message_id, n.status, n.reason, n.send_at, n.send_at, :now::timestamptz,
                   case when n.reason is not null then :now::timestamptz end
              from unnest(:ids::uuid[], :campaigns::uuid[], :enrolments::uuid[], :leads::uuid[], :mailboxes::uuid[], :addresses::text[],
                          :contents::uuid[], :recipients::text[], :fields::text[], :rfcIds::text[], :sendAts::timestamptz[],
                          :statuses::text[], :reasons::text[])
                as n (id, campaign_id, enrolment_id, lead_id, mailbox_id, mailbox_address, content_id, recipient, fields, rfc_message_id,
                      send_at, status, reason)
            on conflict do nothing
            returning id
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final ContentStore contents;
    private final Suppressions suppressions;
    private final CancelledCampaigns cancelled;
    private final JobQueue jobs;
    private final ActivityFeed activity;
    private final Ids ids;
    private final Clock clock;

    Submission(
            JdbcClient jdbc,
            TransactionOperations transaction,
            JsonMapper json,
            ContentStore contents,
            Suppressions suppressions,
            CancelledCampaigns cancelled,
            JobQueue jobs,
            ActivityFeed activity,
            Ids ids,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.contents = contents;
        this.suppressions = suppressions;
        this.cancelled = cancelled;
        this.jobs = jobs;
        this.activity = activity;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param messages checked already but for their content ids */
    void submit(List<NewMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        checkContents(messages);
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            Beginnings beginnings = beginnings(messages);
            Set<UUID> added = insert(messages, beginnings, now);
            var news = new ArrayList<NewJob>();
            var events = new ArrayList<Event>();
            for (NewMessage message : messages) {
                // Removing it as we go: a message given twice in one call is one message.
                if (!added.remove(message.id())) {
                    continue;
                }
                var ref = new MessageRef(
                        message.id(),
                        message.campaignId(),
                        message.enrolmentId(),
                        message.leadId(),
                        message.mailboxId());
                events.add(ref.event(ids.next(), Type.QUEUED, now, null));
                String reason = beginnings.reasonAgainst(message);
                if (reason == null) {
                    news.add(job(message.id(), message.campaignId()).runAt(message.sendAt()));
                } else {
                    events.add(ref.event(ids.next(), Type.SKIPPED, now, reason));
                }
            }
            jobs.enqueueAll(news);
            activity.tell(events);
        });
    }

    /** The unique key makes adding it again harmless while the first one is unfinished. */
    static NewJob job(UUID message, UUID campaign) {
        return NewJob.of(Sending.SEND, new SendJob(message))
                .uniqueKey(message.toString())
                .group(campaign)
                .maxAttempts(JOB_ATTEMPTS);
    }

    private Beginnings beginnings(List<NewMessage> messages) {
        return new Beginnings(
                cancelled.among(messages.stream().map(NewMessage::campaignId).collect(Collectors.toSet())),
                suppressions.among(messages.stream().map(NewMessage::recipient).collect(Collectors.toSet())));
    }

    /** In which state a message begins its life; some are over before. */
    private record Beginnings(Set<UUID> cancelledCampaigns, Set<String> suppressed) {

        MessageStatus status(NewMessage message) {
            if (cancelledCampaigns.contains(message.campaignId())) {
                return MessageStatus.CANCELLED;
            }
            return suppressed.contains(message.recipient()) ? MessageStatus.SKIPPED : MessageStatus.QUEUED;
        }

        /** Null when it may be sent. */
        @Nullable
        String reasonAgainst(NewMessage message) {
            return switch (status(message)) {
                case CANCELLED -> CancelHandler.REASON;
                case SKIPPED -> "suppressed";
                default -> null;
            };
        }
    }

    private void checkContents(List<NewMessage> messages) {
        Set<UUID> known =
                contents.known(messages.stream().map(NewMessage::contentId).collect(Collectors.toSet()));
        List<Refusal.Item> unknown = IntStream.range(0, messages.size())
                .filter(i -> !known.contains(messages.get(i).contentId()))
                .limit(10)
                .mapToObj(i -> new Refusal.Item("[" + i + "].contentId", "is not a content snapshot of this tenant"))
                .toList();
        if (!unknown.isEmpty()) {
            throw Refusal.invalid(unknown);
        }
    }

    private Set<UUID> insert(List<NewMessage> messages, Beginnings beginnings, Instant now) {
        return new HashSet<>(jdbc.sql(INSERT)
                .param("tenant", MessageRows.tenant())
                .param("now", Timestamp.from(now))
                .param("ids", TextArray.of(messages, m -> m.id()))
                .param("campaigns", TextArray.of(messages, m -> m.campaignId()))
                .param("enrolments", TextArray.of(messages, m -> m.enrolmentId()))
                .param("leads", TextArray.of(messages, m -> m.leadId()))
                .param("mailboxes", TextArray.of(messages, m -> m.mailboxId()))
                .param("addresses", TextArray.of(messages, NewMessage::mailboxAddress))
                .param("contents", TextArray.of(messages, m -> m.contentId()))
                .param("recipients", TextArray.of(messages, NewMessage::recipient))
                .param("fields", TextArray.of(messages, m -> json.writeValueAsString(MergeField.normalise(m.fields()))))
                .param("rfcIds", TextArray.of(messages, m -> MessageIdentity.rfcMessageId(m.id(), m.mailboxAddress())))
                .param("sendAts", TextArray.of(messages, m -> m.sendAt()))
                .param(
                        "statuses",
                        TextArray.of(messages, m -> beginnings.status(m).stored()))
                .param("reasons", TextArray.of(messages, beginnings::reasonAgainst))
                .query(UUID.class)
                .list());
    }
}
