package org.billhook.rest.wire.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    /** As the caller names the server, and as it knows itself. */
    private static final List<URI> OWN =
            List.of(URI.create("http://evil.example:8181/api/v1/jobs"), URI.create("http://localhost:8181/api/v1/"));

    @ParameterizedTest
    @CsvSource({
        "'', /api/v1/jobs/7?a=b%20c",
        "https://billing.example.com, https://billing.example.com/api/v1/jobs/7?a=b%20c",
        "https://example.com:8443/billing/, https://example.com:8443/billing/api/v1/jobs/7?a=b%20c",
    })
    void whatARequestSaysOfTheHostIsNotRepeated(String setting, String expected) {
        PublicAddress address = PublicAddress.parse(setting).orElseThrow();

        assertThat(address.of(OWN, URI.create("http://evil.example:8181/api/v1/jobs/7?a=b%20c")))
                .isEqualTo(expected);
        assertThat(address.of(OWN, URI.create("http://localhost:8181/api/v1/jobs/7?a=b%20c")))
                .isEqualTo(expected);
        assertThat(address.of(OWN, URI.create("/api/v1/jobs/7?a=b%20c"))).isEqualTo(expected);
    }

    @Test
    void anotherServerStaysWhatItIs() {
        PublicAddress address = PublicAddress.parse("").orElseThrow();

        assertThat(address.of(OWN, URI.create("https://elsewhere.example/x"))).isEqualTo("https://elsewhere.example/x");
        assertThat(address.of(OWN, URI.create("https://billing.example.com/api/v1/jobs/7")))
                .isEqualTo("https://billing.example.com/api/v1/jobs/7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "billing.example.com",
                "ftp://billing.example.com",
                "https://",
                "https://user@billing.example.com",
                "https://billing.example.com?x=1",
                "https://billing.example.com#x",
                "https://billing example.com",
                "https://billing.example.com/a\r\nX: y",
            })
    void whatIsNoAddressIsRefusedAndCountsAsNone(String setting) {
        assertThat(PublicAddress.parse(setting)).isEmpty();
        AnswerHeaders headers = new AnswerHeaders(setting);
        assertThat(headers.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.message()).contains("publicAddress", "https://billing.example.com");
        });
    }
}
