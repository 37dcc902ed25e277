package com.penguinmails.tenant.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void membersStandInTheOrderOfTheirNames() {
        var object = new LinkedHashMap<String, Object>();
        object.put("seq", 7L);
        object.put("details", Map.of("b", "2", "a", "1"));
        object.put("at", "now");

        assertThat(CanonicalJson.write(object))
                .isEqualTo("{\"at\":\"now\",\"details\":{\"a\":\"1\",\"b\":\"2\"},\"seq\":7}");
        assertThat(CanonicalJson.write(Map.of("empty", Map.of()))).isEqualTo("{\"empty\":{}}");
    }

    /** The strings of RFC 8785 section 3.2.2.2, and its order of names in 3.2.3. */
    @Test
    void textIsEscapedAsTheRfcSays() {
        String text = "€$" + (char) 15 + "\nA'B\"\\\\\"/";
        assertThat(CanonicalJson.write(Map.of("string", text)))
                .isEqualTo("{\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");

        String smiley = Character.toString(0x1F600);
        String hebrew = Character.toString(0xFB33);
        assertThat(CanonicalJson.write(
                        Map.of("€", "Euro", "\r", "CR", hebrew, "Dalet", "1", "One", smiley, "Smiley", "ö", "O")))
                .isEqualTo("{\"\\r\":\"CR\",\"1\":\"One\",\"ö\":\"O\",\"€\":\"Euro\",\"" + smiley + "\":\"Smiley\",\""
                        + hebrew + "\":\"Dalet\"}");
    }

    /** printf '{"a":"1"}' | sha256sum */
    @Test
    void theHashIsThatOfTheBytes() {
        assertThat(HexFormat.of().formatHex(CanonicalJson.sha256(Map.of("a", "1"))))
                .isEqualTo("9afeb0f2b203f254312ec8ded441d0318b7c34c57f8695ede42d2215a30c0960");
    }
}
