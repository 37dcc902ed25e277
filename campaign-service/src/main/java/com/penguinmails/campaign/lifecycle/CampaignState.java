package com.penguinmails.campaign.lifecycle;

import com.penguinmails.kernel.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The life of a campaign. {@link #EDGES} is all there is: what is not in it is refused. */
enum CampaignState {
    /** Being written; nothing is sent. */
    DRAFT,
    /** Everything is frozen and enrolled; the planner has not begun. */
    LAUNCHING,
    /** Being planned and sent. */
    RUNNING,
    /** Nothing is planned, and what email-processor already has is held. */
    PAUSED,
    /** Every mail has its outcome. */
    COMPLETED,
    /** Ended by a person; what no worker was sending was never sent. */
    CANCELLED;

    enum Event {
        LAUNCH,
        START,
        PAUSE,
        RESUME,
        COMPLETE,
        CANCEL
    }

    record Edge(CampaignState from, Event event, CampaignState to) {}

    static final List<Edge> EDGES = List.of(
            new Edge(DRAFT, Event.LAUNCH, LAUNCHING),
            new Edge(DRAFT, Event.CANCEL, CANCELLED),
            new Edge(LAUNCHING, Event.START, RUNNING),
            new Edge(LAUNCHING, Event.PAUSE, PAUSED),
            new Edge(LAUNCHING, Event.CANCEL, CANCELLED),
            new Edge(RUNNING, Event.PAUSE, PAUSED),
            new Edge(RUNNING, Event.COMPLETE, COMPLETED),
            new Edge(RUNNING, Event.CANCEL, CANCELLED),
            new Edge(PAUSED, Event.RESUME, RUNNING),
            new Edge(PAUSED, Event.COMPLETE, COMPLETED),
            new Edge(PAUSED, Event.CANCEL, CANCELLED));

    Optional<CampaignState> on(Event event) {
        return EDGES.stream()
                .filter(edge -> edge.from() == this && edge.event() == event)
                .map(Edge::to)
                .findFirst();
    }

    /** Refuses {@code campaign-state} when the table has no such edge. */
    CampaignState require(Event event) {
        return on(event)
                .orElseThrow(() -> Refusal.conflict(
                        "campaign-state",
                        "A campaign that is " + id() + " cannot " + event.name().toLowerCase(Locale.ROOT) + "."));
    }

    /** As stored and shown. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CampaignState of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
