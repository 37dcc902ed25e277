package com.penguinmails.email.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void paragraphsBreaksAndSpacesReadAsTyped() {
        assertThat(
                        text(
                                "<h1>Hello</h1><p>One\n  two&nbsp;<b>three</b>,<br>four</p><p></p><div>five</div><div>six</div>"))
                .isEqualTo("Hello\n\nOne two three,\nfour\n\nfive\nsix");
    }

    @Test
    void linksShowTheirAddressOnce() {
        assertThat(
                        text(
                                "<p><a href='https://a.example/x?y=1&amp;z=2'>our page</a>, <a href='https://b.example'>https://b.example</a>, "
                                        + "<a href='mailto:a@b.example'>write</a>, <a href='tel:+4930'>call</a>, <a href='#top'>up</a>, "
                                        + "<a href='https://c.example/'><img src='x.png' alt='Logo'></a> <a href='https://d.example/'></a></p>"))
                .isEqualTo(
                        "our page (https://a.example/x?y=1&z=2), https://b.example, write (a@b.example), call (+4930), up, "
                                + "Logo (https://c.example/) https://d.example/");
    }

    @Test
    void listsAndTablesKeepTheirShape() {
        assertThat(text("<p>a</p><ul><li>one</li><li>two</li></ul><ol><li>x</li><li>y</li></ol><p>b</p>"
                        + "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"))
                .isEqualTo("a\n\n- one\n- two\n\n1. x\n2. y\n\nb\n\n1 2\n3 4");
    }

    @Test
    void whatNobodySeesIsLeftOut() {
        assertThat(text(
                        "<html><head><title>t</title><style>p{}</style></head><body><div style='display:none'>pre<b>header</b></div>"
                                + "<script>1</script><p>seen</p><!-- no --></body></html>"))
                .isEqualTo("seen");
    }

    @Test
    void preformattedTextStaysAsItIs() {
        assertThat(text("<pre>a\n  b</pre><hr>c")).isEqualTo("a\n  b\n\n---\n\nc");
    }

    private static String text(String html) {
        return PlainText.of(Jsoup.parse(html));
    }
}
