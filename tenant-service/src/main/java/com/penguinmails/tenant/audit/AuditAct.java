package com.penguinmails.tenant.audit;

import com.penguinmails.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Something that was done. Neither addresses nor names of people: the log outlives their accounts.
 *
 * @param action {@code noun.past-participle}, for example {@code member.removed}
 * @param resource what kind of thing it was done to
 * @param details at most 20, each at most 500 characters
 */
public record AuditAct(Actor actor, String action, String resource, String resourceId, Map<String, String> details) {

    private static final Pattern ACTION = Pattern.compile("[a-z][a-z-]{0,39}\\.[a-z][a-z-]{0,39}");
    private static final Pattern RESOURCE = Pattern.compile("[a-z][a-z-]{0,39}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,39}");
    private static final int MAX_ID = 100;
    private static final int MAX_DETAILS = 20;
    private static final int MAX_TEXT = 500;

    public AuditAct {
        details = Map.copyOf(details);
    }

    /** Refuses with {@code invalid-request} what the log would not take. */
    AuditAct checked() {
        var wrong = new ArrayList<Refusal.Item>();
        check(wrong, Actor.KINDS.contains(actor.kind()), "actor", "must be one of " + String.join(", ", Actor.KINDS));
        check(
                wrong,
                !actor.id().isBlank() && actor.id().length() <= Actor.MAX_ID,
                "actorId",
                "must be 1 to " + Actor.MAX_ID + " characters");
        check(wrong, ACTION.matcher(action).matches(), "action", "must look like campaign.launched");
        check(wrong, RESOURCE.matcher(resource).matches(), "resource", "must be lower-case letters and hyphens");
        check(
                wrong,
                !resourceId.isBlank() && resourceId.length() <= MAX_ID,
                "resourceId",
                "must be 1 to " + MAX_ID + " characters");
        check(
                wrong,
                details.size() <= MAX_DETAILS
                        && details.keySet().stream()
                                .allMatch(name -> NAME.matcher(name).matches())
                        && details.values().stream().allMatch(text -> text.length() <= MAX_TEXT),
                "details",
                "must be at most " + MAX_DETAILS + " texts of at most " + MAX_TEXT + " characters, with plain names");
        if (!wrong.isEmpty()) {
            throw Refusal.invalid(wrong);
        }
        return this;
    }

    private static void check(List<Refusal.Item> wrong, boolean holds, String field, String message) {
        if (!holds) {
            wrong.add(new Refusal.Item(field, message));
        }
    }
}
