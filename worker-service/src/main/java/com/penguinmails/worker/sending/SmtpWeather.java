package com.penguinmails.worker.sending;

import com.penguinmails.observability.health.EmailConnectivity;
import com.penguinmails.observability.health.HealthReport;
import com.penguinmails.worker.smtp.Stage;
import com.penguinmails.worker.smtp.Transmission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** {@code /health/email}: down when servers could not be reached lately and none could. Nothing sent is no news. */
@Component
class SmtpWeather implements EmailConnectivity {

    private static final Duration LATELY = Duration.ofMinutes(5);

    private final Clock clock;
    private volatile Instant lastReached = Instant.MIN;
    private volatile Instant lastMissed = Instant.MIN;

    SmtpWeather(Clock clock) {
        this.clock = clock;
    }

    void note(Transmission transmission) {
        boolean missed = transmission instanceof Transmission.Lost && transmission.stage() == Stage.CONNECT;
        if (missed) {
            lastMissed = clock.instant();
        } else {
            lastReached = clock.instant();
        }
    }

    @Override
    public HealthReport check() {
        Instant since = clock.instant().minus(LATELY);
        if (lastMissed.isAfter(since) && lastReached.isBefore(lastMissed) && lastReached.isBefore(since)) {
            return HealthReport.unhealthy("no mail server could be reached in the last five minutes");
        }
        return HealthReport.healthy();
    }
}
