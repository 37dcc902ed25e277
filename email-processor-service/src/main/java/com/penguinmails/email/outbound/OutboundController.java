package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.OutboundMessages;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.InternalEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** The door for planners. A batch with one bad message is refused whole, so that nothing is half planned. */
@RestController
@InternalEndpoint
class OutboundController implements OutboundMessages {

    private static final int MAX_FIELDS = 200;
    private static final int MAX_VALUE_CHARACTERS = 10_000;
    private static final int MAX_PROBLEMS = 20;

    private final Submission submission;
    private final Slots slots;

    OutboundController(Submission submission, Slots slots) {
        this.submission = submission;
        this.slots = slots;
    }

    @Override
    public void submit(List<NewMessage> messages) {
        limit(messages);
        var problems = new ArrayList<Refusal.Item>();
        for (int i = 0; i < messages.size() && problems.size() < MAX_PROBLEMS; i++) {
            check(messages.get(i), "[" + i + "]", problems);
        }
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        submission.submit(messages);
    }

    @Override
    public List<WaitingMessage> waiting(List<UUID> messageIds) {
        limit(messageIds);
        for (UUID id : messageIds) {
            if (id == null) {
                throw Refusal.invalid("body", "must not hold null");
            }
        }
        return slots.waiting(messageIds);
    }

    @Override
    public void reschedule(List<NewSlot> newSlots) {
        limit(newSlots);
        var problems = new ArrayList<Refusal.Item>();
        for (int i = 0; i < newSlots.size(); i++) {
            NewSlot slot = newSlots.get(i);
            if (required(slot, "[" + i + "]", problems)) {
                required(slot.messageId(), "[" + i + "].messageId", problems);
                required(slot.sendAt(), "[" + i + "].sendAt", problems);
            }
        }
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        slots.move(newSlots);
    }

    private static void limit(List<?> items) {
        if (items.size() > MAX_BATCH) {
            throw Refusal.invalid("body", "must have at most " + MAX_BATCH + " items");
        }
    }

    private static void check(@Nullable NewMessage message, String path, List<Refusal.Item> problems) {
        if (message == null) {
            problems.add(new Refusal.Item(path, "is required"));
            return;
        }
        required(message.id(), path + ".id", problems);
        required(message.campaignId(), path + ".campaignId", problems);
        required(message.enrolmentId(), path + ".enrolmentId", problems);
        required(message.leadId(), path + ".leadId", problems);
        required(message.mailboxId(), path + ".mailboxId", problems);
        required(message.contentId(), path + ".contentId", problems);
        required(message.sendAt(), path + ".sendAt", problems);
        address(message.mailboxAddress(), path + ".mailboxAddress", problems);
        address(message.recipient(), path + ".recipient", problems);
        if (required(message.fields(), path + ".fields", problems)) {
            if (message.fields().size() > MAX_FIELDS) {
                problems.add(new Refusal.Item(path + ".fields", "must have at most " + MAX_FIELDS + " entries"));
            }
            message.fields().forEach((name, value) -> {
                if (value != null && value.length() > MAX_VALUE_CHARACTERS) {
                    problems.add(new Refusal.Item(
                            path + ".fields", "values must have at most " + MAX_VALUE_CHARACTERS + " characters"));
                }
            });
        }
    }

    private static boolean required(@Nullable Object value, String field, List<Refusal.Item> problems) {
        if (value == null) {
            problems.add(new Refusal.Item(field, "is required"));
        }
        return value != null;
    }

    private static void address(@Nullable String value, String field, List<Refusal.Item> problems) {
        if (required(value, field, problems)
                && !Optional.ofNullable(value)
                        .flatMap(EmailAddress::parse)
                        .map(EmailAddress::value)
                        .equals(Optional.ofNullable(value))) {
            problems.add(new Refusal.Item(field, "is not a normalised mail address"));
        }
    }
}
