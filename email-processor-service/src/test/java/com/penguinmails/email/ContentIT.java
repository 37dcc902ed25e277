package com.penguinmails.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.email.ContentSnapshots.ContentSnapshot;
import com.penguinmails.contracts.email.TemplateRendering;
import com.penguinmails.contracts.email.TemplateRendering.PreviewRequest;
import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;

class ContentIT extends EmailIT {

    @Test
    void theSameSnapshotAgainIsFineAndAnotherOneIsNot() {
        contents(tenant).put(content, snapshot(PAGE));
        contents(tenant).put(content, snapshot(PAGE));

        assertThatThrownBy(() -> contents(tenant).put(content, snapshot("<p>other</p>")))
                .isInstanceOfSatisfying(
                        HttpClientErrorException.Conflict.class,
                        refused -> assertThat(refused.getResponseBodyAsString()).contains("content-differs"));
        assertThat(behind().sql("select target from content.links where content_id = ? order by position")
                        .param(content)
                        .query(String.class)
                        .list())
                .containsExactly("https://shop.example/?n={{first_name}}", "https://other.example/x");
    }

    @Test
    void anotherTenantMayUseTheSameId() {
        UUID other = UUID.randomUUID();
        contents(other).put(content, snapshot("<p>quite different</p>"));
        contents(tenant).put(content, snapshot(PAGE));
    }

    @Test
    void contentThatCannotBeSentIsRefusedAtOnce() {
        assertThatThrownBy(() -> contents(tenant).put(UUID.randomUUID(), snapshot("<p>{{#x}}</p>")))
                .isInstanceOfSatisfying(
                        HttpClientErrorException.BadRequest.class,
                        refused ->
                                assertThat(refused.getResponseBodyAsString()).contains("\"html\"", "line 1, column 4"));
        assertThatThrownBy(() -> contents(tenant)
                        .put(UUID.randomUUID(), new ContentSnapshot("s", "<p>x</p>", null, null, " ", true, true)))
                .isInstanceOfSatisfying(
                        HttpClientErrorException.BadRequest.class,
                        refused -> assertThat(refused.getResponseBodyAsString()).contains("postalAddress"));
    }

    @Test
    void aPreviewShowsWhatWillBeSent() {
        var rendering = client(TemplateRendering.class, "campaign", tenant);
        var source = new TemplateSource("Hi {{First Name|there}}", "<p>Hi {{first_name}}</p>", null);

        assertThat(rendering.check(source).fields()).containsExactly("first_name");
        var preview = rendering.preview(new PreviewRequest(source, Map.of("First Name", "<Ann>")));
        assertThat(preview.subject()).isEqualTo("Hi <Ann>");
        assertThat(preview.html()).contains("<p>Hi &lt;Ann&gt;</p>");
        assertThat(preview.text()).isEqualTo("Hi <Ann>");
        assertThatThrownBy(
                        () -> rendering.preview(new PreviewRequest(new TemplateSource("s", "{{>x}}", null), Map.of())))
                .isInstanceOfSatisfying(
                        HttpClientErrorException.BadRequest.class,
                        refused -> assertThat(refused.getResponseBodyAsString())
                                .contains("invalid-request", "source.html"));
    }
}
