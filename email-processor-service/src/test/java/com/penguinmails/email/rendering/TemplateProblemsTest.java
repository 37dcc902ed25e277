package com.penguinmails.email.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.email.TemplateRendering.PreviewRequest;
import com.penguinmails.contracts.email.TemplateRendering.TemplateProblem;
import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import com.penguinmails.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateProblemsTest {

    private final RenderingController rendering = new RenderingController();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{{#x}}a{{/x}} ~ sections",
                "{{^x}}a ~ sections",
                "{{>partial}} ~ partials",
                "{{<parent}} ~ partials",
                "{{$block}} ~ blocks",
                "{{{x}}} ~ three braces",
                "{{&x}} ~ unescaped",
                "{{!note}} ~ comments",
                "{{=<% %>=}} ~ delimiters",
                "{{}} ~ no name",
                "{{|x}} ~ field name",
                "{{1st}} ~ field name",
                "{{a.b()}} ~ field name",
                "{{x ~ never closed",
                "{{x {{y}} ~ not closed before",
            })
    void everythingButVariablesIsRefusedInEveryPart(String bad, String says) {
        assertThat(problems(new TemplateSource("s\n " + bad, "<p>x</p>", null))).anySatisfy(problem -> {
            assertThat(problem.part()).isEqualTo("subject");
            assertThat(problem.message()).startsWith("line 2, column 2: ").contains(says);
        });
        assertThat(problems(new TemplateSource("s", "<p>x</p>", "t" + bad))).anySatisfy(problem -> {
            assertThat(problem.part()).isEqualTo("text");
            assertThat(problem.message()).startsWith("line 1, column 2: ").contains(says);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<script>var a='{{x}}'</script> ~ script or style",
                "<style>.a{color:{{x}}}</style> ~ script or style",
                "<p style=\"color:{{x}}\">a</p> ~ attribute style",
                "<p onclick=\"f('{{x}}')\">a</p> ~ attribute onclick",
                "<iframe srcdoc=\"{{x}}\"></iframe> ~ attribute srcdoc",
                "<meta http-equiv=refresh content=\"0;url={{x}}\"> ~ attribute content",
                "<form action=\"https://a.example/{{x}}\"></form> ~ attribute action",
                "<!-- {{x}} --> ~ comment",
                "<!--[if mso]><a href=\"{{x}}\"><![endif]--> ~ comment",
                "<p {{x}}=1>a</p> ~ outside of an attribute",
                "<p{{x}}>a</p> ~ tag name",
                "<a href=\"{{x}}\">a</a> ~ cannot begin the href",
                "<a href=\" {{x}}:alert(1)\">a</a> ~ cannot begin the href",
                "<a href=\"java{{x}}\">a</a> ~ cannot begin the href",
                "<img src={{x}}> ~ cannot begin the src",
                "<a href=\"javascript:f('{{x}}')\">a</a> ~ runs a script",
                "<a href=\" java\tscript:alert(1)\">a</a> ~ runs a script",
                "<a href=\"&#106;avascript:alert(1)\">a</a> ~ runs a script",
                "<a href=\"data:text/html,x\">a</a> ~ runs a script",
                "<p>{{first_<b>name</b>}}</p> ~ markup inside the field",
                "<p>&#123;&#123;#x}}a{{y}}</p> ~ stray braces",
                "<p>&#123;&#123;x}}</p> ~ stray braces",
                "<p>&#123;{{x}}</p> ~ stray braces",
                "<p>&#123;&#123;link1}} {{x}}</p> ~ stray braces",
                "<p>{{x}}</p><a href=\"https://a.example/&#123;&#123;0}}\">b</a> ~ character references",
            })
    void aFieldWhereNoEscapingHelpsIsRefused(String html, String says) {
        assertThat(problems(new TemplateSource("s", html, null))).anySatisfy(problem -> {
            assertThat(problem.part()).isEqualTo("html");
            assertThat(problem.message()).contains(says);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://example.com/{{x}}\">{{x}}</a>",
                "<a href=\"tel:{{x}}\">a</a>",
                "<a href=\"https://{{x}}.example.com/\">a</a>",
                "<td background=\"https://example.com/{{x}}\" data-id=\"{{x}}\" aria-label={{x}}>{{x}}</td>",
                "<title>{{x}}</title><p>a } b }} c { d</p>",
                "<style>@media all{.a{color:red}}</style><p>{{x}}</p>",
                "<!--[if mso]><table><![endif]--><p>{{ X | a|b }}</p>",
            })
    void ordinaryMailIsFine(String html) {
        assertThat(problems(new TemplateSource("s", html, null))).isEmpty();
    }

    @Test
    void aCheckNamesTheFields() {
        var check = rendering.check(new TemplateSource(
                "{{company}}", "<p>{{first_name|there}} {{Company}}</p>", "{{city}} {{first_name}}"));

        assertThat(check.fields()).containsExactly("city", "company", "first_name");
        assertThat(check.fieldsWithoutFallback()).containsExactly("city", "company", "first_name");
        assertThat(check.problems()).isEmpty();
    }

    @Test
    void aHundredFieldsAreEnough() {
        assertThat(problems(new TemplateSource("s", fields(100), null))).isEmpty();
        assertThat(problems(new TemplateSource("s", fields(101), null)))
                .extracting(TemplateProblem::message)
                .containsExactly("there are more than 100 different merge fields");
    }

    @Test
    void partsHaveASizeAndMustNotBeEmpty() {
        assertThat(problems(new TemplateSource("s".repeat(501), "é".repeat(131_073), null)))
                .extracting(TemplateProblem::part)
                .containsExactly("subject", "html");
        assertThat(problems(new TemplateSource(" ", "\n", null)))
                .extracting(TemplateProblem::part)
                .containsExactly("subject", "html");
    }

    @Test
    void aPreviewOfABrokenTemplateIsRefusedWithThePart() {
        assertThatThrownBy(() ->
                        rendering.preview(new PreviewRequest(new TemplateSource("{{#a}}", "<p>x</p>", null), Map.of())))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("invalid-request");
                    assertThat(refusal.items()).extracting(Refusal.Item::field).containsExactly("source.subject");
                });
    }

    @Test
    void aMailThatGrowsTooLargeIsRefused() {
        var source = new TemplateSource("s", "{{x}}", null);
        assertThat(rendering
                        .preview(new PreviewRequest(source, Map.of("x", "a".repeat(200_000))))
                        .text())
                .hasSize(200_000);
        assertThatThrownBy(() -> rendering.preview(new PreviewRequest(source, Map.of("x", "ü".repeat(131_073)))))
                .isInstanceOf(Refusal.class);
    }

    private List<TemplateProblem> problems(TemplateSource source) {
        return rendering.check(source).problems();
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{{f" + i + "}}").collect(Collectors.joining(" "));
    }
}
