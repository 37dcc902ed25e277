package com.penguinmails.mailworld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.mailworld.ledger.LedgerFilter;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailboxesIT {
    @Test
    void jakartaMailSubmitsAndReadsBack() throws Exception {
        try (MailWorld world = MailWorld.start(MailWorldConfig.builder()
                .mailboxes(Map.of("ann@sender.example", "secret"))
                .build())) {
            Properties properties = new Properties();
            properties.put("mail.smtp.auth", "true");
            Session session = Session.getInstance(properties);
            MimeMessage mail = new MimeMessage(session);
            mail.setFrom("ann@sender.example");
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress("Ann@sender.example"));
            mail.setSubject("to myself");
            mail.setText("Grüße", "utf-8");
            mail.saveChanges();
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect("127.0.0.1", world.smtpPort(), "ann@sender.example", "secret");
                transport.sendMessage(mail, mail.getAllRecipients());
            }

            try (ImapInbox inbox = new ImapInbox(world, "ann@sender.example", "secret")) {
                assertThat(inbox.only().getSubject()).isEqualTo("to myself");
                assertThat(inbox.only().getContent()).isEqualTo("Grüße");
            }
        }
    }

    @Test
    void aWrongPasswordOpensNoMailbox() {
        try (MailWorld world = MailWorld.start(MailWorldConfig.builder()
                .mailboxes(Map.of("ann@sender.example", "secret"))
                .build())) {
            assertThatThrownBy(() -> new ImapInbox(world, "ann@sender.example", "wrong").close())
                    .isInstanceOf(AuthenticationFailedException.class);
            assertThatThrownBy(() -> new ImapInbox(world, "nobody@sender.example", "secret").close())
                    .isInstanceOf(AuthenticationFailedException.class);
        }
    }

    @Test
    void theOnDemandPasswordCreatesMailboxesByBothProtocols() throws Exception {
        try (MailWorld world = MailWorld.start(MailWorldConfig.builder()
                .mailboxes(Map.of("ann@sender.example", "secret"))
                .onDemandPassword("sesame")
                .build())) {
            new ImapInbox(world, "new@sender.example", "sesame").close();
            Dialogue.loggedIn(world, "other@sender.example", "sesame").close();

            assertThatThrownBy(() -> new ImapInbox(world, "ann@sender.example", "sesame").close())
                    .isInstanceOf(AuthenticationFailedException.class);
            new ImapInbox(world, "other@sender.example", "sesame").close();
        }
    }

    @Test
    void aPasswordCanBeChanged() throws Exception {
        try (MailWorld world = MailWorld.start(MailWorldConfig.builder().build())) {
            world.registerMailbox("ann@sender.example", "first");
            world.registerMailbox("ann@sender.example", "second");

            new ImapInbox(world, "ann@sender.example", "second").close();
            assertThatThrownBy(() -> Dialogue.loggedIn(world, "ann@sender.example", "first")
                            .close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("535");
            assertThat(world.ledger()
                            .summary(LedgerFilter.senderDomain("sender.example"))
                            .refusedBeforeRecipient())
                    .isEqualTo(1);
        }
    }
}
