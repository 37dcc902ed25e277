package com.penguinmails.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressesTest {

    private static final List<String> OUR_BALANCERS = List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "203.0.113.5, -, 203.0.113.5",
                "203.0.113.5, 198.51.100.1, 203.0.113.5",
                "10.1.2.3, -, 10.1.2.3",
                "10.1.2.3, 203.0.113.5, 203.0.113.5",
                "10.1.2.3, '1.1.1.1, 203.0.113.5', 203.0.113.5",
                "10.1.2.3, '203.0.113.5, 10.9.9.9', 203.0.113.5",
                "192.0.2.7, '1.1.1.1, 203.0.113.5, 192.0.2.7', 203.0.113.5",
                "192.0.2.8, 203.0.113.5, 192.0.2.8",
                "10.1.2.3, not-an-address, 10.1.2.3",
                "10.1.2.3, 'evil.example, 203.0.113.5', 203.0.113.5",
                "fd00::1, 2001:db8::5, 2001:db8:0:0:0:0:0:5",
            })
    void believesOurBalancersAndNobodyElse(String peer, @Nullable String forwardedFor, String caller) throws Exception {
        assertThat(addresses(OUR_BALANCERS).of(request(peer, forwardedFor))).isEqualTo(caller);
    }

    @Test
    void believesNobodyByDefault() throws Exception {
        assertThat(addresses(List.of()).of(request("127.0.0.1", "203.0.113.5"))).isEqualTo("127.0.0.1");
    }

    @Test
    void countsANetworkOfIpv6AsOneCaller() throws Exception {
        var addresses = addresses(List.of());

        assertThat(addresses.networkOf(request("2001:db8:1:2:3:4:5:6", null)))
                .isEqualTo(addresses.networkOf(request("2001:db8:1:2:ffff::1", null)))
                .isNotEqualTo(addresses.networkOf(request("2001:db8:1:3::1", null)));
        assertThat(addresses.networkOf(request("203.0.113.5", null))).isEqualTo("203.0.113.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"balancer.internal", "10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "10.0.0.x"})
    void refusesToStartWithARangeThatIsNone(String range) {
        assertThatThrownBy(() -> addresses(List.of(range)).networkOf(request("10.0.0.1", null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*.example.com",
                "app.example.com",
                "https://app.example.com/",
                "https://a.example/x"
            })
    void refusesToStartWithOriginsThatAreNotExact(String origin) {
        assertThatThrownBy(
                        () -> new EdgeProperties(URI.create("https://penguinmails.test"), List.of(origin), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ClientAddresses addresses(List<String> trusted) {
        return new ClientAddresses(new EdgeProperties(URI.create("https://penguinmails.test"), List.of(), trusted));
    }

    private static ServerHttpRequest request(String peer, @Nullable String forwardedFor) throws Exception {
        var request =
                MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(InetAddress.getByName(peer), 1));
        if (forwardedFor != null) {
            request.header("X-Forwarded-For", forwardedFor);
        }
        return request.build();
    }
}
