package com.penguinmails.analytics.overview;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.RequiresPermission;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tenant's figures by day: the last 30 days, or those asked for, at most {@value #MAX_DAYS}. */
@RestController
class OverviewController {

    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 366;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9998, 12, 31);

    private final OverviewQuery query;
    private final Clock clock;

    OverviewController(OverviewQuery query, Clock clock) {
        this.query = query;
        this.clock = clock;
    }

    @GetMapping("/api/v1/analytics/overview")
    @RequiresPermission(Permissions.ANALYTICS_READ)
    Overview overview(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> to) {
        LocalDate last = to.orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        requireUsable("to", last);
        LocalDate first = from.orElseGet(() -> last.minusDays(DEFAULT_DAYS - 1));
        requireUsable("from", first);
        if (first.isAfter(last)) {
            throw Refusal.invalid("from", "must not be after to");
        }
        if (ChronoUnit.DAYS.between(first, last) >= MAX_DAYS) {
            throw Refusal.invalid("from", "must be at most " + MAX_DAYS + " days before to");
        }
        return query.between(first, last);
    }

    private static void requireUsable(String field, LocalDate day) {
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw Refusal.invalid(field, "must be between " + EARLIEST + " and " + LATEST);
        }
    }
}
