package org.billhook.rest.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {

    private static final List<String> PROXIES = List.of("10.1.0.0/16", " 192.0.2.7", "2001:db8::/32");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7   | 198.51.100.1                          | 198.51.100.1",
                "192.0.2.8   | 198.51.100.1                          | 192.0.2.8",
                "10.1.255.3  | 198.51.100.1                          | 198.51.100.1",
                "10.2.0.3    | 198.51.100.1                          | 10.2.0.3",
                "192.0.2.7   | 203.0.113.5, 198.51.100.1             | 198.51.100.1",
                "192.0.2.7   | 198.51.100.1, 10.1.2.3, 2001:db8::9   | 198.51.100.1",
                "192.0.2.7   | 198.51.100.1:4711                     | 198.51.100.1",
                "192.0.2.7   | [2001:DB9::1]:4711                    | 2001:DB9::1",
                "[2001:db8::7] | 198.51.100.1                        | 198.51.100.1",
                "192.0.2.7   | unknown                               | 192.0.2.7",
                "192.0.2.7   | 198.51.100.1, localhost               | 192.0.2.7",
                "192.0.2.7   | 198.51.100.1, 999.1.1.1               | 192.0.2.7",
                "192.0.2.7   | ''                                    | 192.0.2.7",
                "192.0.2.7   |                                       | 192.0.2.7",
            })
    void lastHopThatIsNoProxyCounts(String peer, String forwarded, String client) {
        assertThat(new ClientAddresses(PROXIES, "X-Forwarded-For").of(peer, forwarded))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=198.51.100.1                                            | 198.51.100.1",
                "for=203.0.113.5, by=192.0.2.7;for=198.51.100.1;proto=https  | 198.51.100.1",
                "For=\"[2001:db9::1]:4711\"                                  | 2001:db9::1",
                "for=_hidden                                                 | 192.0.2.7",
                "198.51.100.1                                                | 192.0.2.7",
                "before=198.51.100.1                                         | 192.0.2.7",
            })
    void headerOfRfc7239IsRead(String forwarded, String client) {
        assertThat(new ClientAddresses(PROXIES, "Forwarded").of("192.0.2.7", forwarded))
                .isEqualTo(client);
    }

    @Test
    void whatIsNoNetworkIsTrustedByNobody() {
        ClientAddresses wrong = new ClientAddresses(List.of("", "proxy", "10.0.0.0/33", "1.2.3", "::/x"), "Forwarded");

        assertThat(wrong.of("10.0.0.1", "for=198.51.100.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void chainWithoutEndIsNotFollowed() {
        ClientAddresses all = new ClientAddresses(List.of("0.0.0.0/0"), "X-Forwarded-For");

        assertThat(all.of("10.0.0.1", "198.51.100.1" + ", 10.0.0.2".repeat(1_000)))
                .isEqualTo("10.0.0.2");
    }
}
