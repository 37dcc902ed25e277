package com.penguinmails.email.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.TemplateRendering.RenderedTemplate;
import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a recipient's field holds, it stays a value in the place where the author put it. */
class EscapingTest {

    private static final String PAGE = """
            <p>Hi {{name|there}}, <b title="For {{name}}">see</b>
            <a href="https://example.com/a/{{name}}?q={{name}}#x">this</a>
            <a href="mailto:{{name}}@example.com">mail</a>
            <img src="https://example.com/{{name}}.png" alt="{{name}}"></p>""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "javascript:alert(1)",
                "--><svg/onload=alert(1)>",
                "</a></p></body></html><script>1</script>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "{{name}} {{#x}}{{/x}} {{{raw}}} {{link1}} {{pixel}}",
                "=cmd|' /C calc'!A0",
                "a\r\nBcc: victim@example.com\r\n\r\n<b>",
                "../../etc?x=1&y=2#z",
                "@evil.example/",
                "\u202eevil \u0000 \u0007 null",
                "Zoë ☃ 𝒳"
            })
    void aHostileValueNeverBecomesMarkup(String value) {
        var rendered = render("Hi {{name}}", PAGE, null, Map.of("name", value));
        var page = Jsoup.parse(rendered.html());
        String plain = value.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");

        assertThat(page.select("script, svg, iframe, [onerror], [onmouseover], [onload]"))
                .isEmpty();
        assertThat(page.select("b")).hasSize(1);
        assertThat(page.select("b").getFirst().attr("title")).isEqualTo("For " + plain);
        assertThat(page.select("a")).hasSize(2);
        assertThat(page.select("img")).hasSize(1);
        assertThat(page.select("img").attr("alt")).isEqualTo(plain);
        assertThat(page.select("a").get(0).attr("href"))
                .matches("https://example\\.com/a/[A-Za-z0-9._~%-]*\\?q=[A-Za-z0-9._~%-]*#x");
        assertThat(page.select("a").get(1).attr("href")).matches("mailto:[A-Za-z0-9._~%-]*@example\\.com");
        assertThat(page.select("img").attr("src")).matches("https://example\\.com/[A-Za-z0-9._~%-]*\\.png");
        assertThat(page.select("p").getFirst().wholeText()).startsWith("Hi " + plain + ",");
        assertThat(rendered.subject()).doesNotContain("\r", "\n", "\u0000");
    }

    @Test
    void aSubjectIsOneLineAndNotEscaped() {
        assertThat(render("{{name}}", "x", null, Map.of("name", "Tom & Jerry's\r\nBcc: a@b.example\u0085\u2028 <x>"))
                        .subject())
                .isEqualTo("Tom & Jerry's Bcc: a@b.example <x>");
    }

    @Test
    void aTextPartIsNotEscaped() {
        assertThat(render("s", "x", "Dear {{name}},\n1 < 2", Map.of("name", "Tom & <Jerry>\u0007"))
                        .text())
                .isEqualTo("Dear Tom & <Jerry>,\n1 < 2");
    }

    @Test
    void aMissingOrBlankFieldTakesItsFallbackOrNothing() {
        String html = "<p>{{first_name|there}}|{{last_name}}|{{ company | A & B }}</p>";

        assertThat(text(html, Map.of("first_name", " "))).isEqualTo("there||A & B");
        assertThat(text(html, Map.of("first_name", "Ann", "last_name", "Lee", "company", "C")))
                .isEqualTo("Ann|Lee|C");
    }

    @Test
    void aFallbackIsEscapedLikeAValue() {
        var rendered = render("s", "<p>{{name|Zo&euml; &lt;b&gt;}}</p>", null, Map.of());

        assertThat(rendered.html()).contains("<p>Zoë &lt;b&gt;</p>");
        assertThat(rendered.text()).isEqualTo("Zoë <b>");
    }

    @Test
    void namesAreOneHoweverTheyAreSpelled() {
        assertThat(text("{{FirstName}} {{first name}} {{FIRST_NAME}} {{first-name}}", Map.of("first_name", "A")))
                .isEqualTo("A A A A");
        assertThat(MergeField.normalise(Map.of("First Name", "x", "first_name", "y", "1st", "z")))
                .isEqualTo(Map.of("first_name", "y"));
    }

    private static String text(String html, Map<String, String> values) {
        return render("s", html, null, values).text();
    }

    private static RenderedTemplate render(
            String subject, String html, @org.jspecify.annotations.Nullable String text, Map<String, String> values) {
        return MailTemplate.plain(new TemplateSource(subject, html, text)).render(values);
    }
}
