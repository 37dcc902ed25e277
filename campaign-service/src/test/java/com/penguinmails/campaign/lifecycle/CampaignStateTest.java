package com.penguinmails.campaign.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.campaign.lifecycle.CampaignState.Event;
import com.penguinmails.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignStateTest {

    /** The whole table once more, written the other way round: a minus is a refusal. */
    @ParameterizedTest
    @CsvSource({
        "DRAFT,     LAUNCHING, -,       -,      -,       -,         CANCELLED",
        "LAUNCHING, -,         RUNNING, PAUSED, -,       -,         CANCELLED",
        "RUNNING,   -,         -,       PAUSED, -,       COMPLETED, CANCELLED",
        "PAUSED,    -,         -,       -,      RUNNING, COMPLETED, CANCELLED",
        "COMPLETED, -,         -,       -,      -,       -,         -",
        "CANCELLED, -,         -,       -,      -,       -,         -",
    })
    void theTableIsComplete(
            CampaignState from,
            String launch,
            String start,
            String pause,
            String resume,
            String complete,
            String cancel) {
        String[] expected = {launch, start, pause, resume, complete, cancel};
        for (Event event : Event.values()) {
            String target = expected[event.ordinal()];
            if (target.equals("-")) {
                assertThat(from.on(event)).isEmpty();
                assertThatThrownBy(() -> from.require(event))
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.code()).isEqualTo("campaign-state"));
            } else {
                assertThat(from.on(event)).contains(CampaignState.valueOf(target));
                assertThat(from.require(event)).isEqualTo(CampaignState.valueOf(target));
            }
        }
    }

    @Test
    void fromOneStateAnEventLeadsToOnePlaceOnly() {
        assertThat(CampaignState.EDGES)
                .extracting(edge -> edge.from() + " " + edge.event())
                .doesNotHaveDuplicates();
    }

    @Test
    void storedAndShownInLowerCase() {
        for (CampaignState state : CampaignState.values()) {
            assertThat(CampaignState.of(state.id())).isEqualTo(state);
        }
    }
}
