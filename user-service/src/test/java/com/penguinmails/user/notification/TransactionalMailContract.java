package com.penguinmails.user.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every way out for mails must do, whatever is behind it. */
abstract class TransactionalMailContract {

    private final String recipient = UUID.randomUUID() + "@example.com";

    /** The way out under test, against a world that has the template {@code verify-address}. */
    abstract TransactionalMail way();

    /** All that reached the recipient, as text in which links can be found. */
    abstract List<String> arrivedAt(String recipient);

    /** Nothing answers as it should, or everything does again. */
    abstract void away(boolean away);

    /** Throws when the world does not answer. */
    abstract void check() throws Exception;

    @Test
    void aMailReachesItsRecipientWithItsLink() {
        way().send(mail("https://penguinmails.test/verify-email?token=a_b-c&x=%C3%A9"));

        assertThat(arrivedAt(recipient))
                .singleElement()
                .satisfies(text ->
                        assertThat(text).contains("https://penguinmails.test/verify-email?token=a_b-c&x=%C3%A9"));
    }

    @Test
    void anOutageIsUnavailableAndTheNextTryWorks() {
        away(true);
        PlatformMail mail = mail("https://penguinmails.test/1");
        assertThatThrownBy(() -> way().send(mail))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("mail-unavailable"));
        assertThat(arrivedAt(recipient)).isEmpty();

        away(false);
        way().send(mail);
        assertThat(arrivedAt(recipient)).hasSize(1);
    }

    @Test
    void theCheckTellsAnOutageAndSendsNothing() throws Exception {
        check();
        away(true);
        assertThatThrownBy(this::check).isInstanceOf(Exception.class);
        away(false);
        check();
        assertThat(arrivedAt(recipient)).isEmpty();
    }

    PlatformMail mail(String link) {
        return new PlatformMail(
                UUID.randomUUID(),
                new EmailAddress(recipient),
                "verify-address",
                Map.of("link", link, "token", "a_b-c"),
                "Confirm",
                "Open this:\n\n" + link + "\n");
    }
}
