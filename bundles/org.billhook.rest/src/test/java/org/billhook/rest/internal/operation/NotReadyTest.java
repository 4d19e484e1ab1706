package org.billhook.rest.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.billhook.rest.internal.operation.NotReady.News;
import org.junit.jupiter.api.Test;

class NotReadyTest {

    private static final String OPENING = "The database is being opened";
    private static final String AWAY = "The database can't be opened";

    private final NotReady notReady = new NotReady();

    @Test
    void startThatIsOverSoonWarnsOfNothing() {
        assertThat(at(0, OPENING)).isEqualTo(News.NOTE);
        assertThat(at(1_000, OPENING)).isEqualTo(News.NONE);
        assertThat(at(2_000, "parts are still starting")).isEqualTo(News.NOTE);
        assertThat(at(29_999, "parts are still starting")).isEqualTo(News.NONE);
    }

    @Test
    void whatTakesLongIsWarnedOfOnceWithItsReason() {
        at(0, AWAY);

        assertThat(at(30_000, AWAY)).isEqualTo(News.WARNING);
        assertThat(at(31_000, AWAY)).isEqualTo(News.NONE);
        assertThat(at(600_000, AWAY)).isEqualTo(News.NONE);
    }

    @Test
    void anotherReasonIsAWarningOfItsOwnOnceItTakesLong() {
        at(0, OPENING);
        at(30_000, OPENING);

        assertThat(at(31_000, AWAY)).isEqualTo(News.WARNING);
    }

    @Test
    void timeCountsFromWhenItWasReadyLast() {
        at(0, AWAY);
        at(30_000, AWAY);
        notReady.over();

        assertThat(at(40_000, AWAY)).isEqualTo(News.NOTE);
        assertThat(at(69_999, AWAY)).isEqualTo(News.NONE);
        assertThat(at(70_000, AWAY)).isEqualTo(News.WARNING);
    }

    private News at(long millis, String reason) {
        return notReady.of(reason, Duration.ofMillis(millis).toNanos());
    }
}
