package com.penguinmails.worker.sending;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.infrastructure.SendingMailboxes;
import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.security.ServiceClients;
import com.penguinmails.worker.dkim.DkimSigner;
import com.penguinmails.worker.identity.WorkerIdentity;
import com.penguinmails.worker.journal.Journal;
import com.penguinmails.worker.mime.MessageComposer;
import com.penguinmails.worker.smtp.SmtpPool;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the parts of the send path together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SendingProperties.class)
class SendingConfiguration {

    private static final Duration TIDY_UP = Duration.ofSeconds(10);

    @Bean
    Sending sending(ServiceClients clients) {
        return clients.create(ServiceName.EMAIL_PROCESSOR, Sending.class);
    }

    @Bean
    CredentialCache credentialCache(ServiceClients clients, Clock clock) {
        return new CredentialCache(clients.create(ServiceName.INFRASTRUCTURE, SendingMailboxes.class), clock);
    }

    @Bean
    SmtpPool smtpPool(SendingProperties properties) throws NoSuchAlgorithmException {
        return new SmtpPool(properties.settings(), SSLContext.getDefault(), System::nanoTime);
    }

    @Bean
    Journal journal(WorkerIdentity identity) throws IOException {
        return Journal.open(identity.folder(), identity.incarnation());
    }

    @Bean
    OutcomeReports outcomeReports(Sending sending, WorkerIdentity identity) {
        return new OutcomeReports(sending, identity.workerId());
    }

    @Bean
    OutcomeBatcher outcomeBatcher(OutcomeReports reports, Journal journal, WorkerIdentity identity) {
        return new OutcomeBatcher(reports, journal, identity.incarnation());
    }

    @Bean
    JournalRecovery journalRecovery(Sending sending, OutcomeReports reports, WorkerIdentity identity) {
        return new JournalRecovery(sending, reports, identity);
    }

    @Bean
    EmailSendHandler emailSendHandler(
            Sending sending,
            CredentialCache credentials,
            SmtpPool pool,
            Journal journal,
            SmtpWeather weather,
            OutcomeBatcher outcomes,
            WorkerIdentity identity,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        var sender = new Sender(
                new MessageComposer(clock), new DkimSigner(clock), credentials, pool, journal, weather, clock, meters);
        return new EmailSendHandler(sending, sender, outcomes, identity, json, clock);
    }

    @Bean(destroyMethod = "close")
    Loop tidyUp(SmtpPool pool, CredentialCache credentials) {
        return Loop.start("tidy up", () -> {
            pool.closeIdle();
            credentials.dropOld();
            return TIDY_UP;
        });
    }
}
