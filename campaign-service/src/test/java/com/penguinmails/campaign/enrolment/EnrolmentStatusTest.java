package com.penguinmails.campaign.enrolment;

import static com.penguinmails.campaign.enrolment.EnrolmentStatus.BOUNCED;
import static com.penguinmails.campaign.enrolment.EnrolmentStatus.HANDED_OVER;
import static com.penguinmails.campaign.enrolment.EnrolmentStatus.PENDING;
import static com.penguinmails.campaign.enrolment.EnrolmentStatus.SENT;
import static com.penguinmails.campaign.enrolment.EnrolmentStatus.UNSUBSCRIBED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EnrolmentStatusTest {

    @Test
    void everyEdgeNamesAnExistingStateThatComesEarlier() {
        for (EnrolmentStatus status : EnrolmentStatus.values()) {
            for (String before : status.predecessors()) {
                assertThat(EnrolmentStatus.of(before)).isLessThan(status);
            }
        }
    }

    @Test
    void thereIsNoWayBack() {
        assertThat(SENT.mayFollow(BOUNCED)).isFalse();
        assertThat(SENT.mayFollow(UNSUBSCRIBED)).isFalse();
        assertThat(HANDED_OVER.mayFollow(SENT)).isFalse();
        assertThat(Arrays.stream(EnrolmentStatus.values()).noneMatch(PENDING::mayFollow))
                .isTrue();
    }

    @Test
    void laterNewsOutdoEarlierOnes() {
        assertThat(BOUNCED.mayFollow(SENT)).isTrue();
        assertThat(UNSUBSCRIBED.mayFollow(SENT)).isTrue();
        assertThat(UNSUBSCRIBED.mayFollow(HANDED_OVER)).isTrue();
    }
}
