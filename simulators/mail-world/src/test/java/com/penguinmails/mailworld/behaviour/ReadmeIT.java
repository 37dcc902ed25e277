package com.penguinmails.mailworld.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeIT {
    @Test
    void theTableListsEveryBehaviourInTheOrderOfTheRules() throws IOException {
        List<String> words = Files.readString(Path.of("README.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("| Word "))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.replaceFirst("^\\| `([a-z0-9]+)`.*", "$1"))
                .toList();

        assertThat(words)
                .containsExactlyElementsOf(
                        Arrays.stream(Behaviour.values()).map(Behaviour::word).toList());
    }
}
