package com.penguinmails.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that names a file that is gone is wrong. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern SOURCE =
            Pattern.compile("`((?:[a-z-]+/)+(?:[\\w.-]+/)*[\\w.-]+\\.(?:java|sql|lua|sh|yml))`");

    private final Path project = Stack.project();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "ARCHITECTURE.md",
                "CONTRIBUTING.md",
                "docs/journey-of-one-email.md",
                "docs/job-lifecycle.md"
            })
    void everyLinkLeadsSomewhere(String document) throws IOException {
        Path file = project.resolve(document);
        var missing = new ArrayList<String>();
        var links = LINK.matcher(Files.readString(file));
        while (links.find()) {
            if (!Files.exists(file.resolveSibling(links.group(1)))) {
                missing.add(links.group(1));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyStepOfTheJourneyNamesAFileThatExists() throws IOException {
        var sources = SOURCE.matcher(Files.readString(project.resolve("docs/journey-of-one-email.md")));
        List<String> named = new ArrayList<>();
        while (sources.find()) {
            named.add(sources.group(1));
        }
        assertThat(named)
                .hasSizeGreaterThan(15)
                .allSatisfy(path -> assertThat(project.resolve(path)).exists());
    }

    @Test
    void everyModuleSaysWhatItOwns() throws IOException {
        try (var folders = Files.list(project)) {
            assertThat(folders.filter(folder -> folder.getFileName().toString().endsWith("-service")))
                    .hasSize(10)
                    .allSatisfy(folder -> assertThat(folder.resolve("README.md"))
                            .content()
                            .contains("## Owns", "## Does not own", "## Tables", "## Talks", "## Run and test"));
        }
    }

    @Test
    void everySharedModuleHasAPage() throws IOException {
        try (var folders = Files.list(project.resolve("common-lib"))) {
            assertThat(folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))))
                    .hasSize(11)
                    .allSatisfy(
                            folder -> assertThat(folder.resolve("README.md")).exists());
        }
    }
}
