package com.penguinmails.observability.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.EmailAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class LogOutputIT {

    private static final Logger log = LoggerFactory.getLogger("com.penguinmails.SecretTokens");

    @AfterEach
    void forget() {
        MDC.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "text"})
    void secretsAndAddressesAreNeverWritten(String format, CapturedOutput output) {
        try (var service = start(format)) {
            MDC.put("user", "canary.mdc@example.test");
            MDC.put("apiKey", "CANARY-mdc");
            log.info("mail for {} with Authorization: Bearer CANARY-bearer", "canary.message@example.test");
            log.info("using pm_live_CANARYKEY and password=CANARY-password");
            log.atWarn()
                    .addKeyValue("recipient", new EmailAddress("canary.pair@example.test"))
                    .addKeyValue("password", "CANARY-pair")
                    .log("eyJhbGciOiJFUzI1NiJ9.CANARYJWT.x");
            log.error(
                    "failed",
                    new IllegalStateException(
                            "no mailbox canary.exception@example.test",
                            new IllegalArgumentException("{\"smtpPassword\":\"CANARY-cause\"}")));
        }
        assertThat(output.getAll())
                .contains("c***@example.test")
                .doesNotContainIgnoringCase("canary")
                .contains("IllegalStateException")
                .contains("LogOutputIT.java");
    }

    @Test
    void jsonLinesCarryServiceAndContext(CapturedOutput output) {
        try (var service = start("json")) {
            MDC.put(LogFields.REQUEST_ID, "request-1");
            MDC.put(LogFields.TENANT_ID, "tenant-1");
            MDC.put(LogFields.TRACE_ID, "4bf92f3577b34da6a3ce929d0e0e4736");
            log.info("said \"hello\"\nand more");
        }
        JsonNode line = new JsonMapper().readTree(lineWith(output, "hello"));
        assertThat(line.at("/service/name").asString()).isEqualTo("testing");
        assertThat(line.at("/log/level").asString()).isEqualTo("INFO");
        assertThat(line.at("/message").asString()).isEqualTo("said \"hello\"\nand more");
        assertThat(line.at("/requestId").asString()).isEqualTo("request-1");
        assertThat(line.at("/tenantId").asString()).isEqualTo("tenant-1");
        assertThat(line.at("/traceId").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void textLinesCarryServiceAndContextAndCannotBeForged(CapturedOutput output) {
        try (var service = start("text")) {
            MDC.put(LogFields.REQUEST_ID, "request-1");
            MDC.put(LogFields.TENANT_ID, "tenant-1");
            log.info("name is x\r\n2026-11-22T00:00:00.000Z ERROR forged line");
        }
        assertThat(lineWith(output, "name is"))
                .contains(" INFO  testing [")
                .contains(" requestId=request-1 tenantId=tenant-1 com.penguinmails.SecretTokens : name is x");
        assertThat(lineWith(output, "forged")).startsWith("    2026");
    }

    @Test
    void anotherFormatIsRefusedByName() {
        assertThatThrownBy(() -> start("xml")).hasStackTraceContaining("penguinmails.logs.formats.xml");
    }

    private static String lineWith(CapturedOutput output, String words) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains(words))
                .findFirst()
                .orElseThrow();
    }

    private static ConfigurableApplicationContext start(String format) {
        SpringApplication application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(
                "--spring.config.import=classpath:penguinmails/observability.yml",
                "--penguinmails.service=testing",
                "--spring.main.keep-alive=false",
                "--LOG_FORMAT=" + format);
    }

    static class Nothing {}
}
