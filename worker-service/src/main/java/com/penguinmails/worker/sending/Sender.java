package com.penguinmails.worker.sending;

import com.penguinmails.contracts.email.Sending.Prepared.Ready;
import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.DkimKey;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.MailboxCredentials;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.observability.MetricNames;
import com.penguinmails.worker.dkim.DkimSigner;
import com.penguinmails.worker.journal.Journal;
import com.penguinmails.worker.mime.Message;
import com.penguinmails.worker.mime.MessageComposer;
import com.penguinmails.worker.mime.UnsafeHeader;
import com.penguinmails.worker.smtp.Endpoint;
import com.penguinmails.worker.smtp.Mail;
import com.penguinmails.worker.smtp.SmtpPool;
import com.penguinmails.worker.smtp.Transmission;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one prepared message and journals how it ended: every call ends in exactly one outcome. */
final class Sender {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final MessageComposer composer;
    private final DkimSigner signer;
    private final CredentialCache credentials;
    private final SmtpPool pool;
    private final Journal journal;
    private final SmtpWeather weather;
    private final Clock clock;
    private final MeterRegistry meters;

    Sender(
            MessageComposer composer,
            DkimSigner signer,
            CredentialCache credentials,
            SmtpPool pool,
            Journal journal,
            SmtpWeather weather,
            Clock clock,
            MeterRegistry meters) {
        this.composer = composer;
        this.signer = signer;
        this.credentials = credentials;
        this.pool = pool;
        this.journal = journal;
        this.weather = weather;
        this.clock = clock;
        this.meters = meters;
    }

    /** @param isHeld asked right before the final dot: a worker that cannot prove its lease does not send it */
    SendOutcome send(TenantId tenant, Ready ready, BooleanSupplier isHeld) {
        SendOutcome outcome = attempt(tenant, ready, isHeld);
        journal.receipt(tenant, outcome);
        meters.counter(
                        MetricNames.EMAILS_ATTEMPTED,
                        MetricNames.OUTCOME,
                        outcome.result().name().toLowerCase(Locale.ROOT))
                .increment();
        return outcome;
    }

    private SendOutcome attempt(TenantId tenant, Ready ready, BooleanSupplier isHeld) {
        try {
            Message message = composer.compose(ready);
            MailboxCredentials login = credentials.get(tenant, ready.mailboxId());
            Transmission transmission = transmit(tenant, ready, message, login, isHeld);
            if (Verdict.isLoginRefused(transmission)) {
                credentials.evict(tenant, login);
                MailboxCredentials fresh = credentials.get(tenant, ready.mailboxId());
                if (!fresh.equals(login)) {
                    transmission = transmit(tenant, ready, message, fresh, isHeld);
                }
            }
            return Verdict.of(ready.messageId(), transmission, clock.instant());
        } catch (UnsafeHeader unsafe) {
            return without(ready, Result.NOT_SENT, String.valueOf(unsafe.getMessage()));
        } catch (GeneralSecurityException badKey) {
            return without(ready, Result.NOT_SENT, "the DKIM key of the mailbox's domain cannot be used");
        } catch (Refusal refusal) {
            boolean gone = refusal.kind() == Refusal.Kind.NOT_FOUND;
            return without(
                    ready, gone ? Result.NOT_SENT : Result.DEFERRED, "no credentials: " + refusal.publicDetail());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return without(ready, Result.DEFERRED, "the worker was stopped");
        } catch (RuntimeException bug) {
            // Whatever goes wrong on the wire is a transmission; this happened before.
            log.error("message {} could not be sent", ready.messageId(), bug);
            return without(ready, Result.DEFERRED, bug.getClass().getSimpleName());
        }
    }

    private Transmission transmit(
            TenantId tenant, Ready ready, Message message, MailboxCredentials login, BooleanSupplier isHeld)
            throws GeneralSecurityException, InterruptedException {
        DkimKey key = login.dkim();
        Message signed = key == null ? message : signer.sign(message, key);
        var mail = new Mail(
                ready.returnPath(), ready.to(), signed.bytes(), () -> beforeDot(tenant, ready.messageId(), isHeld));
        Transmission transmission = pool.send(endpoint(login), mail);
        weather.note(transmission);
        return transmission;
    }

    /** The dot is sent only by a worker that still holds the job, and whose disk knows about it. */
    private void beforeDot(TenantId tenant, UUID message, BooleanSupplier isHeld) {
        if (!isHeld.getAsBoolean()) {
            throw new LeaseInDoubt();
        }
        journal.intent(tenant, message, clock.instant());
    }

    private static final class LeaseInDoubt extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private SendOutcome without(Ready ready, Result result, String why) {
        String reply = why.length() > 500 ? why.substring(0, 500) : why;
        return new SendOutcome(ready.messageId(), result, clock.instant(), 0, null, reply);
    }

    private static Endpoint endpoint(MailboxCredentials login) {
        return new Endpoint(
                login.id(),
                login.host(),
                login.port(),
                Endpoint.Security.valueOf(login.security().toUpperCase(Locale.ROOT)),
                login.username(),
                login.password(),
                login.maxConnections());
    }
}
