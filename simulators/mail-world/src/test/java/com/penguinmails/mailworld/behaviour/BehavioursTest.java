package com.penguinmails.mailworld.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BehavioursTest {
    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void everyWordWorksAloneAsPrefixAndAsTag(Behaviour behaviour) {
        assertThat(Behaviours.of(behaviour.word() + "@example.com").has(behaviour))
                .isTrue();
        assertThat(Behaviours.of(behaviour.word() + ".maria@example.com").has(behaviour))
                .isTrue();
        assertThat(Behaviours.of("maria.lopez+" + behaviour.word() + "@example.com")
                        .has(behaviour))
                .isTrue();
        assertThat(Behaviours.of(behaviour.word().toUpperCase(java.util.Locale.ROOT) + ".Maria@example.com")
                        .has(behaviour))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maria@example.com", "bouncer.maria@example.com", "open-minded.maria@example.com", "defer0@example.com",
                "full453.x@example.com", "reply2.x@example.com", "maria+news@example.com", "maria.bounce@example.com",
                "@example.com", "bounce", "defer-@example.com"
            })
    void namesAreJustNames(String address) {
        assertThat(Behaviours.of(address).isEmpty()).isEqualTo(!address.equals("bounce"));
    }

    @ParameterizedTest
    @CsvSource({"defer.x@e.com,DEFER,0", "defer2.x@e.com,DEFER,2", "x+full452@e.com,FULL,452", "full552@e.com,FULL,552"
    })
    void numbersStandBehindTheWord(String address, Behaviour behaviour, int number) {
        assertThat(Behaviours.of(address).number(behaviour)).isEqualTo(number);
    }

    @Test
    void wordsCombine() {
        Behaviours both = Behaviours.of("defer2-click-drop421.maria@example.com");

        assertThat(both.has(Behaviour.DEFER)).isTrue();
        assertThat(both.has(Behaviour.CLICK)).isTrue();
        assertThat(both.has(Behaviour.DROP421)).isTrue();
        assertThat(both.has(Behaviour.REPLY)).isFalse();
    }
}
