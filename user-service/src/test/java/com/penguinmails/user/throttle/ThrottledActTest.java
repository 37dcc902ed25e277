package com.penguinmails.user.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottledActTest {

    @Test
    void theFirstTriesAreFree() {
        assertThat(ThrottledAct.LOGIN.waitAfter(4)).isZero();
        assertThat(ThrottledAct.MAIL.waitAfter(2)).isZero();
    }

    @Test
    void theWaitDoublesAndThenStays() {
        assertThat(ThrottledAct.LOGIN.waitAfter(5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(ThrottledAct.LOGIN.waitAfter(8)).isEqualTo(Duration.ofSeconds(8));
        assertThat(ThrottledAct.LOGIN.waitAfter(15)).isEqualTo(Duration.ofMinutes(15));
        assertThat(ThrottledAct.LOGIN.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(15));
        assertThat(ThrottledAct.MAIL.waitAfter(3)).isEqualTo(Duration.ofMinutes(1));
        assertThat(ThrottledAct.MAIL.waitAfter(9)).isEqualTo(Duration.ofHours(1));
    }
}
