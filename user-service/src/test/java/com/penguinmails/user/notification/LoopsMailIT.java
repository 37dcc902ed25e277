package com.penguinmails.user.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.loopsworld.LoopsWorld;
import com.penguinmails.loopsworld.SentMail;
import com.penguinmails.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopsMailIT extends TransactionalMailContract {

    private final MutableClock clock = MutableClock.atNoon();
    private final LoopsWorld world = LoopsWorld.start(0, "the-key", clock);

    @BeforeEach
    void makeTheTemplate() {
        world.template("tpl-1", "link", "token");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Override
    LoopsMail way() {
        return with("the-key", "tpl-1");
    }

    @Override
    List<String> arrivedAt(String recipient) {
        return world.sent().stream()
                .filter(mail -> mail.email().equals(recipient))
                .map(SentMail::dataVariables)
                .map(Map::toString)
                .toList();
    }

    @Override
    void away(boolean away) {
        world.outage(away ? 503 : 0);
    }

    @Override
    void check() {
        way().check();
    }

    @Test
    void aMailThatIsTriedAgainIsSentOnce() {
        PlatformMail mail = mail("https://penguinmails.test/1");
        way().send(mail);
        way().send(mail);

        assertThat(world.sent())
                .singleElement()
                .satisfies(sent ->
                        assertThat(sent.idempotencyKey()).isEqualTo(mail.id().toString()));
    }

    @Test
    void tooManyAtOnceAreUnavailableForASecond() {
        for (int i = 0; i < 10; i++) {
            way().send(mail("https://penguinmails.test/" + i));
        }
        PlatformMail eleventh = mail("https://penguinmails.test/11");
        assertThatThrownBy(() -> way().send(eleventh)).isInstanceOf(Refusal.class);

        clock.advance(Duration.ofSeconds(1));
        way().send(eleventh);
        assertThat(world.sent()).hasSize(11);
    }

    @Test
    void aWrongKeyOrTemplateIsNoSuccess() {
        assertThatThrownBy(() -> with("another-key", "tpl-1").send(mail("https://penguinmails.test/1")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> with("another-key", "tpl-1").check()).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> with("the-key", "no-such").send(mail("https://penguinmails.test/1")))
                .isInstanceOf(Refusal.class);
        assertThat(world.sent()).isEmpty();
    }

    private LoopsMail with(String key, String template) {
        return new LoopsMail(new MailProperties.Loops(key, world.url(), Map.of("verify-address", template)));
    }
}
