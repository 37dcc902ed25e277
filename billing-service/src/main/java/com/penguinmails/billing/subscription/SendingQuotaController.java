package com.penguinmails.billing.subscription;

import com.penguinmails.contracts.billing.SendingQuota;
import com.penguinmails.security.InternalEndpoint;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/** Answers the services that want to send. */
@RestController
@InternalEndpoint
class SendingQuotaController implements SendingQuota {

    private final Subscriptions subscriptions;

    SendingQuotaController(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public QuotaView quota() {
        return view(subscriptions.standing());
    }

    @Override
    public QuotaView reserve(UUID reservationId, Reservation reservation) {
        return view(subscriptions.reserve(reservationId, reservation.count()));
    }

    private static QuotaView view(Standing standing) {
        return new QuotaView(
                standing.plan().slug(),
                standing.status().text(),
                standing.plan().limits().emailsPerPeriod(),
                standing.emailsReserved(),
                standing.plan().limits().mailboxes(),
                standing.period().startDate(),
                standing.period().endDate());
    }
}
