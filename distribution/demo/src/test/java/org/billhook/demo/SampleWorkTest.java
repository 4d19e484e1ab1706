package org.billhook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.billhook.harness.Books;
import org.junit.jupiter.api.Test;

class SampleWorkTest {

    @Test
    void sampleIsTheSameEverywhere() {
        List<Books.Time> postings = SampleWork.postings(2_000);

        assertThat(postings.get(0))
                .isEqualTo(new Books.Time(
                        "T-00001",
                        "LEDGER.1",
                        LocalDate.of(2026, 1, 13),
                        "jansen",
                        "CONSULTING",
                        new BigDecimal("5.50"),
                        "Data cleansing: Review"));
        assertThat(hours(postings, "")).isEqualByComparingTo("8131.50");
        assertThat(hours(postings, "CRANE")).isEqualByComparingTo("2023.25");
        assertThat(hours(postings, "PORTAL")).isEqualByComparingTo("2019.50");
    }

    private static BigDecimal hours(List<Books.Time> postings, String project) {
        return postings.stream()
                .filter(posting -> posting.element().startsWith(project))
                .map(Books.Time::hours)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
