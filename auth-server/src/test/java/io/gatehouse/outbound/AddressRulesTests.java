package io.gatehouse.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("attack-31")
final class AddressRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:db8::1"
            })
    void reachableWhenNotPublicThenRefused(String address) throws UnknownHostException {
        assertThat(new AddressRules(List.of()).reachable(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::5"})
    void reachableWhenPublicThenAccepted(String address) throws UnknownHostException {
        assertThat(new AddressRules(List.of()).reachable(InetAddress.getByName(address)))
                .isTrue();
    }

    @Test
    void reachableWhenNetworkListedThenOnlyThatNetworkAccepted() throws UnknownHostException {
        AddressRules rules = new AddressRules(List.of("10.1.0.0/16", "::1"));

        assertThat(rules.reachable(InetAddress.getByName("10.1.2.3"))).isTrue();
        assertThat(rules.reachable(InetAddress.getByName("::1"))).isTrue();
        assertThat(rules.reachable(InetAddress.getByName("10.2.0.1"))).isFalse();
    }

    @Test
    void networksWhenMalformedThenErrorNamesProperty() {
        assertThatThrownBy(() -> new AddressRules(List.of("ten.net")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gatehouse.outbound.allowed-networks")
                .hasMessageContaining("ten.net");
    }
}
