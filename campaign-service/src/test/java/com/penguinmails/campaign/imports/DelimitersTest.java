package com.penguinmails.campaign.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelimitersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\u0001',
            value = {
                "a,b,c\\n1,2,3 # ,",
                "a;b;c\\n1;2;3 # ;",
                "a\\tb\\n1\\t2 # \\t",
                "a|b\\n1|2 # |",
                "email\\na@example.com # ,",
                "Name, Vorname;E-Mail\\nMaier;m@example.com\\nSchulz;s@example.com # ;",
                "email;note\\na@example.com;\"one, two, three\"\\nb@example.com;\"four, five, six\" # ;",
                "email,note\\na@example.com,\"a;b;c\"\\nb@example.com,\"d;e;f\" # ,",
                "email;amount\\na@example.com;1,50\\nb@example.com;2,75 # ;",
                "email,note\\na@example.com,\"line\\nwith;semicolons;\"\\nb@example.com,x # ,",
                "email;note\\na@example.com;\"say \"\"a,b\"\" now\"\\nb@example.com;x # ;",
                "sep=|\\nemail|name\\na@example.com|Ann # |",
                "SEP=;\\r\\nemail;name # ;",
                "a,b # ,",
            })
    void findsTheDelimiterOf(String sample, String delimiter) {
        assertThat(Delimiters.detect(unescape(sample)))
                .isEqualTo(unescape(delimiter).charAt(0));
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    }
}
