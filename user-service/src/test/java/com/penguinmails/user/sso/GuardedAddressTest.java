package com.penguinmails.user.sso;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.com",
                "https://login.example.com:443/tenant/v2.0",
                "https://login.example.com/a?b=c"
            })
    void anAddressOnThePublicWebIsGood(String address) {
        assertThat(GuardedAddress.parse(address, false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.com",
                "https://login.example.com:8443",
                "https://login.example.com:22",
                "https://user@login.example.com",
                "https://login.example.com@169.254.169.254",
                "https://login.example.com#x",
                "https://",
                "https:///path",
                "https://login example.com",
                "https://login.example.com/\r\nHost: x",
                "file:///etc/passwd",
                "gopher://login.example.com",
                "//login.example.com",
                "login.example.com",
                "",
                "http://127.0.0.1",
                "http://localhost"
            })
    void everythingElseIsNot(String address) {
        assertThat(GuardedAddress.parse(address, false)).isEmpty();
    }

    @Test
    void thisMachineIsGoodOnlyWhereThatIsAllowed() {
        assertThat(GuardedAddress.parse("http://127.0.0.1:9000", true)).isPresent();
        assertThat(GuardedAddress.parse("http://[::1]:9000", true)).isPresent();
        assertThat(GuardedAddress.parse("http://localhost:9000", true)).isPresent();
        assertThat(GuardedAddress.parse("http://169.254.169.254", true)).isEmpty();
        assertThat(GuardedAddress.parse("http://10.0.0.1", true)).isEmpty();
        assertThat(GuardedAddress.parse("http://localhost.example.com", true)).isEmpty();
    }
}
