package com.penguinmails.campaign.planning;

import com.penguinmails.campaign.enrolment.EnrolmentStatus;
import com.penguinmails.campaign.enrolment.Enrolments;
import com.penguinmails.campaign.enrolment.PlannedEnrolment;
import com.penguinmails.campaign.lead.LeadField;
import com.penguinmails.campaign.lead.Leads;
import com.penguinmails.campaign.lead.Recipient;
import com.penguinmails.campaign.lifecycle.CampaignProgress;
import com.penguinmails.campaign.lifecycle.CampaignProgress.FrozenContent;
import com.penguinmails.contracts.email.OutboundMessages;
import com.penguinmails.contracts.email.OutboundMessages.NewMessage;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.SendingMailbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives planned messages to email-processor and notes that it has them. A crash between the two hands the same ids over again, which
 * email-processor takes for the same messages.
 */
@Component
class HandOver {

    /** A message that waited longer than this past its slot gets a new one: two late ones must not leave at once. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private static final int BATCH = 500;
    private static final int MAX_CHARACTERS = 4 << 20;

    /** What email-processor takes; it refuses a whole batch for one longer value, and a joined name could be one. */
    private static final int MAX_VALUE = 10_000;

    private final CampaignProgress campaigns;
    private final Enrolments enrolments;
    private final Leads leads;
    private final OutboundMessages outbound;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HandOver(
            CampaignProgress campaigns,
            Enrolments enrolments,
            Leads leads,
            OutboundMessages outbound,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.campaigns = campaigns;
        this.enrolments = enrolments;
        this.leads = leads;
        this.outbound = outbound;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Slots before this moment have gone by. */
    static Instant tooLate(Instant now) {
        return now.minus(GRACE);
    }

    /** Hands over everything of the campaign that has a slot. */
    void all(UUID campaignId, List<SendingMailbox> mailboxes) {
        Map<UUID, SendingMailbox> known =
                mailboxes.stream().collect(Collectors.toMap(SendingMailbox::id, Function.identity()));
        List<NewMessage> messages = read(campaignId, known);
        while (!messages.isEmpty()) {
            for (List<NewMessage> part : parts(messages)) {
                outbound.submit(part);
                List<UUID> handedOver =
                        part.stream().map(NewMessage::enrolmentId).toList();
                transaction.executeWithoutResult(status -> enrolments.move(handedOver, EnrolmentStatus.HANDED_OVER));
            }
            messages = read(campaignId, known);
        }
    }

    private List<NewMessage> read(UUID campaignId, Map<UUID, SendingMailbox> mailboxes) {
        return transaction.execute(status -> {
            Optional<FrozenContent> content = campaigns.content(campaignId);
            if (content.isEmpty()) {
                return List.<NewMessage>of();
            }
            List<PlannedEnrolment> planned = enrolments.planned(campaignId, tooLate(clock.instant()), BATCH);
            Map<UUID, Recipient> recipients = leads.recipients(
                    planned.stream().map(PlannedEnrolment::leadId).toList());
            var messages = new ArrayList<NewMessage>();
            for (PlannedEnrolment enrolment : planned) {
                SendingMailbox mailbox = mailboxes.get(enrolment.mailboxId());
                Recipient recipient = recipients.get(enrolment.leadId());
                if (mailbox != null && recipient != null) {
                    messages.add(message(campaignId, content.get(), enrolment, mailbox, recipient));
                }
            }
            return messages;
        });
    }

    private static NewMessage message(
            UUID campaignId,
            FrozenContent content,
            PlannedEnrolment enrolment,
            SendingMailbox mailbox,
            Recipient recipient) {
        return new NewMessage(
                enrolment.messageId(),
                campaignId,
                enrolment.id(),
                enrolment.leadId(),
                mailbox.id(),
                mailbox.address(),
                content.id(),
                recipient.address(),
                enrolment.sendAt(),
                used(recipient.fields(), content.fields()));
    }

    /** Standard fields, and those custom ones that the content uses: the rest is nobody else's business. */
    private static Map<String, String> used(Map<String, String> fields, Set<String> inContent) {
        var used = new HashMap<String, String>();
        fields.forEach((name, value) -> {
            if (inContent.contains(name) || LeadField.of(name).isPresent()) {
                used.put(name, cut(value));
            }
        });
        return used;
    }

    private static String cut(String value) {
        if (value.length() <= MAX_VALUE) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(MAX_VALUE - 1)) ? MAX_VALUE - 1 : MAX_VALUE;
        return value.substring(0, end);
    }

    /** Long fields make few messages a large request; each part stays far below what email-processor takes. */
    private static List<List<NewMessage>> parts(List<NewMessage> messages) {
        var parts = new ArrayList<List<NewMessage>>();
        var part = new ArrayList<NewMessage>();
        int characters = 0;
        for (NewMessage message : messages) {
            int size =
                    message.fields().values().stream().mapToInt(String::length).sum();
            if (characters + size > MAX_CHARACTERS && !part.isEmpty()) {
                parts.add(List.copyOf(part));
                part.clear();
                characters = 0;
            }
            part.add(message);
            characters += size;
        }
        parts.add(List.copyOf(part));
        return parts;
    }
}
