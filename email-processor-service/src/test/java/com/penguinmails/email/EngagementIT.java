package com.penguinmails.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.email.Sending.Prepared;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** What recipients and the machines in front of them do. */
class EngagementIT extends EmailIT {

    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private record Links(UUID message, String pixel, List<String> clicks, String unsubscribe) {}

    @Test
    void anOpenIsToldOnceAndEveryHitIsCounted() {
        var mail = delivered("a@lead.example");

        var answers = atOnce(50, () -> call("GET", mail.pixel(), ""));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.body()).startsWith("GIF89a");
        });
        assertThat(told(mail.message())).containsExactly(Type.QUEUED, Type.OPENED);
        assertThat(hits(mail.message())).containsExactly("open 0 50");
    }

    @Test
    void aClickLeadsToTheStoredTargetAndIsToldOncePerLink() {
        var mail = delivered("a@lead.example");

        var answers = atOnce(50, () -> call("GET", mail.clicks().getFirst(), ""));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).contains("https://shop.example/?n=Zo%C3%AB%20%26%20Co");
        });
        assertThat(call("GET", mail.clicks().get(1) + "?to=https://evil.example", "")
                        .headers()
                        .firstValue("Location"))
                .contains("https://other.example/x");

        assertThat(told(Type.CLICKED, mail.message()))
                .containsExactly("https://shop.example/?n=Zo%C3%AB%20%26%20Co", "https://other.example/x");
        assertThat(hits(mail.message())).containsExactly("click 1 50", "click 2 1");
        assertThat(told(mail.message())).doesNotContain(Type.OPENED, Type.UNSUBSCRIBED);
    }

    @Test
    void lookingWithHeadCountsNothing() {
        var mail = delivered("a@lead.example");

        assertThat(call("HEAD", mail.pixel(), "").statusCode()).isEqualTo(200);
        var click = call("HEAD", mail.clicks().getFirst(), "");
        assertThat(click.statusCode()).isEqualTo(302);
        assertThat(click.headers().firstValue("Location")).isPresent();
        assertThat(call("HEAD", mail.unsubscribe(), "").statusCode()).isEqualTo(200);

        assertThat(hits(mail.message())).isEmpty();
        assertThat(told(mail.message())).containsExactly(Type.QUEUED);
    }

    @Test
    void aForgedTokenLeadsNowhere() {
        var mail = delivered("a@lead.example");
        for (String path : List.of(mail.pixel(), mail.clicks().getFirst(), mail.unsubscribe())) {
            String prefix = path.substring(0, path.lastIndexOf('/') + 1);
            var forged = new ArrayList<>(flipped(path.substring(prefix.length())));
            forged.addAll(List.of("x", "%00", "..", "A".repeat(68), "A".repeat(5000)));
            for (String token : forged) {
                var answer = call("GET", prefix + token, "");
                assertThat(answer.statusCode()).as(prefix + token).isIn(400, 404);
                assertThat(answer.headers().firstValue("Location")).isEmpty();
            }
            for (String token : flipped(path.substring(prefix.length()))) {
                assertThat(call("GET", prefix + token, "").statusCode()).isEqualTo(404);
                assertThat(call("POST", "/u/" + token, ONE_CLICK).statusCode()).isEqualTo(404);
            }
        }
        String pixelToken = mail.pixel().substring("/t/o/".length());
        assertThat(call("GET", "/t/c/" + pixelToken, "").statusCode()).isEqualTo(404);
        assertThat(call("POST", "/u/" + pixelToken, ONE_CLICK).statusCode()).isEqualTo(404);
        assertThat(call("GET", "/t/c/" + pixelToken, "").headers().firstValue("Content-Type"))
                .contains("application/problem+json");

        assertThat(told(mail.message())).containsExactly(Type.QUEUED);
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void aTokenOfAMessageThatIsGoneLeadsNowhere() {
        var mail = delivered("a@lead.example");
        behind().sql("delete from email.messages where id = ?")
                .param(mail.message())
                .update();

        assertThat(call("GET", mail.pixel(), "").statusCode()).isEqualTo(200);
        assertThat(call("GET", mail.clicks().getFirst(), "").statusCode()).isEqualTo(404);
        assertThat(call("POST", mail.unsubscribe(), ONE_CLICK).statusCode()).isEqualTo(404);
    }

    @Test
    void thePageAsksAndChangesNothing() {
        var mail = delivered("zoe@lead.example");

        var page = call("GET", mail.unsubscribe(), "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .satisfies(policy -> assertThat(policy)
                        .startsWith("default-src 'none'; style-src 'sha256-")
                        .contains("frame-ancestors 'none'", "form-action 'self'")
                        .doesNotContain("unsafe"));
        var html = Jsoup.parse(page.body());
        assertThat(html.select("form[method=post] button")).hasSize(1);
        assertThat(html.select("form").attr("action")).isEmpty();
        assertThat(html.select("script")).isEmpty();
        assertThat(html.text()).contains("z***@lead.example").doesNotContain("zoe@");
        assertThat(suppressed()).isEmpty();
        assertThat(told(mail.message())).containsExactly(Type.QUEUED);
    }

    @Test
    void oneClickIsEnoughAndMoreIsNoMore() {
        var mail = delivered("a@lead.example");

        var answers = atOnce(
                50,
                () -> call("POST", mail.unsubscribe(), ONE_CLICK, "Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        });
        assertThat(told(mail.message())).containsExactly(Type.QUEUED, Type.UNSUBSCRIBED);
        assertThat(suppressed()).containsExactly("a@lead.example unsubscribed");
    }

    @Test
    void theBodyOfAnUnsubscribeDoesNotMatter() {
        record Body(String type, String text) {}
        for (Body body : List.of(
                new Body("application/x-www-form-urlencoded", ONE_CLICK),
                new Body(
                        "multipart/form-data; boundary=x",
                        "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"),
                new Body("multipart/form-data", "no boundary at all"),
                new Body("text/plain", ""),
                new Body("application/json", "{\"broken\":"),
                new Body("nonsense", "x"))) {
            var mail = delivered(UUID.randomUUID() + "@lead.example");
            assertThat(call("POST", mail.unsubscribe(), body.text(), "Content-Type", body.type())
                            .statusCode())
                    .as(body.type())
                    .isEqualTo(200);
            assertThat(told(mail.message())).contains(Type.UNSUBSCRIBED);
        }
        assertThat(call("POST", delivered("bare@lead.example").unsubscribe(), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUnsubscribeHoldsForTheNextSend() {
        UUID waiting = submitted("a@lead.example");
        var mail = delivered("a@lead.example");

        assertThat(call("POST", mail.unsubscribe(), ONE_CLICK).statusCode()).isEqualTo(200);

        assertThat(prepare(waiting)).isEqualTo(new Prepared.Skip(waiting, "the address is suppressed"));
        assertThat(status(waiting)).isEqualTo("skipped");
        var later = message("a@lead.example");
        outbound(tenant).submit(List.of(later));
        assertThat(status(later.id())).isEqualTo("skipped");
    }

    @Test
    void anUnsubscribeIsTheTenantsOwn() {
        var mail = delivered("a@lead.example");
        call("POST", mail.unsubscribe(), ONE_CLICK);
        tenant = UUID.randomUUID();
        contents(tenant).put(content, snapshot(PAGE));

        assertThat(prepare(submitted("a@lead.example"))).isInstanceOf(Prepared.Ready.class);
    }

    /** Each bit of the token turned, one at a time. */
    private static List<String> flipped(String token) {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        var flipped = new ArrayList<String>();
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            flipped.add(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
        return flipped;
    }

    private Links delivered(String recipient) {
        UUID id = submitted(recipient);
        var ready = (Prepared.Ready) prepare(id);
        var page = Jsoup.parse(ready.html());
        return new Links(
                id,
                path(page.select("img").attr("src")),
                page.select("p a").eachAttr("href").stream().map(EmailIT::path).toList(),
                path(ready.unsubscribeUrl()));
    }

    private List<String> hits(UUID message) {
        return behind().sql(
                        "select kind || ' ' || link || ' ' || hits from email.engagements where message_id = ? order by kind, link")
                .param(message)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> suppressed() {
        return behind().sql(
                        "select target || ' ' || reason from email.suppressions where tenant_id = ? order by target")
                .param(tenant)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
