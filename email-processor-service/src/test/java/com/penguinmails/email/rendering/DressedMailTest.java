package com.penguinmails.email.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.TemplateRendering.RenderedTemplate;
import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Footer, pixel and links, as the platform adds them. */
class DressedMailTest {

    private static final String BASE = "https://go.example";
    private static final Dressing FULL = new Dressing("Acme & Söhne <GmbH>, 1 Main St\r\n{{x}}", true, true, BASE);
    private static final Dressing BARE = new Dressing("1 Main St", false, false, BASE);
    private static final MessageUrls URLS = new MessageUrls() {
        @Override
        public String open() {
            return BASE + "/t/o/O";
        }

        @Override
        public String click(int link) {
            return BASE + "/t/c/C" + link;
        }

        @Override
        public String unsubscribe() {
            return BASE + "/u/U";
        }
    };

    private static final String PAGE = """
            <html><body><p>Hi {{name|there}}</p>
            <a href="https://shop.example/p?a=1&amp;b={{name}}">shop</a>
            <a href="HTTP://münchen.example/ä b">umlaut</a>
            <a href="mailto:a@b.example">mail</a> <a href="tel:+49">call</a> <a href="#x">top</a>
            <a href="https://go.example/u/other">ours</a> <a href="https://">broken</a>
            <map><area href="https://map.example/"></map>
            </body></html>""";

    @Test
    void webLinksLeadThroughThePlatformAndNoOthers() {
        var template = MailTemplate.dressed(new TemplateSource("s", PAGE, null), FULL);
        var page = Jsoup.parse(template.render(Map.of("name", "x y"), URLS).html());

        assertThat(page.select("a, area").eachAttr("href"))
                .containsExactly(
                        BASE + "/t/c/C1",
                        BASE + "/t/c/C2",
                        "mailto:a@b.example",
                        "tel:+49",
                        "#x",
                        BASE + "/u/other",
                        "https://",
                        BASE + "/t/c/C3",
                        BASE + "/u/U");
        assertThat(template.links().stream().map(LinkTarget::stored))
                .containsExactly(
                        "https://shop.example/p?a=1&b={{name}}",
                        "HTTP://xn--mnchen-3ya.example/%C3%A4%20b",
                        "https://map.example/");
    }

    @Test
    void aStoredTargetGivesEachRecipientTheirAddress() {
        var target = LinkTarget.parse("https://shop.example/p?a=1&b={{name|you & me}}#f");

        assertThat(target.stored()).isEqualTo("https://shop.example/p?a=1&b={{name|you & me}}#f");
        assertThat(target.forRecipient(Map.of("name", "x y\r\nSet-Cookie: a=b")))
                .isEqualTo("https://shop.example/p?a=1&b=x%20y%0D%0ASet-Cookie%3A%20a%3Db#f");
        assertThat(target.forRecipient(Map.of())).isEqualTo("https://shop.example/p?a=1&b=you%20%26%20me#f");
    }

    @Test
    void bothPartsEndWithAddressAndUnsubscribeLink() {
        RenderedTemplate mail =
                MailTemplate.dressed(new TemplateSource("s", PAGE, null), FULL).render(Map.of(), URLS);
        var page = Jsoup.parse(mail.html());

        assertThat(page.select("body > div").getLast().wholeText())
                .isEqualTo("Acme & Söhne <GmbH>, 1 Main St {{x}}\nUnsubscribe");
        assertThat(mail.html().indexOf("Unsubscribe")).isLessThan(mail.html().indexOf("</body>"));
        assertThat(mail.text())
                .startsWith("Hi there\n\nshop (https://shop.example/p?a=1&b=) umlaut")
                .endsWith("\n\n-- \nAcme & Söhne <GmbH>, 1 Main St {{x}}\nUnsubscribe: https://go.example/u/U\n");
    }

    @Test
    void thePixelIsTheLastThingInTheBody() {
        var page = Jsoup.parse(MailTemplate.dressed(new TemplateSource("s", PAGE, null), FULL)
                .render(Map.of(), URLS)
                .html());

        assertThat(page.body().children().getLast().attr("src")).isEqualTo(BASE + "/t/o/O");
        assertThat(page.select("img[src*=/t/o/]")).hasSize(1);
    }

    @Test
    void withoutTrackingThereIsOnlyTheFooter() {
        var template = MailTemplate.dressed(new TemplateSource("s", PAGE, "Hallo {{name|du}}"), BARE);
        RenderedTemplate mail = template.render(Map.of(), URLS);

        assertThat(mail.html())
                .doesNotContain("/t/o/", "/t/c/")
                .contains("/u/U", "href=\"https://shop.example/p?a=1&amp;b=\"");
        assertThat(mail.text()).isEqualTo("Hallo du\n\n-- \n1 Main St\nUnsubscribe: https://go.example/u/U\n");
        assertThat(template.links()).isEmpty();
    }

    @Test
    void brokenMarkupDoesNotSwallowTheFooter() {
        for (String broken :
                new String[] {"<p>a<!-- open", "<style>p{", "<table><tr><td>x", "<a href='x", "<textarea>", "<script>"
                }) {
            var page = Jsoup.parse(MailTemplate.dressed(new TemplateSource("s", broken + " ", null), FULL)
                    .render(Map.of(), URLS)
                    .html());
            assertThat(page.select("body > div a[href=https://go.example/u/U]"))
                    .as(broken)
                    .hasSize(1);
        }
    }

    @Test
    void aFragmentStaysTheSamePageForEveryRecipient() {
        var template = MailTemplate.dressed(new TemplateSource("s", "a<b>c</b>", null), BARE);

        assertThat(template.render(Map.of(), URLS)).isEqualTo(template.render(Map.of(), URLS));
    }
}
