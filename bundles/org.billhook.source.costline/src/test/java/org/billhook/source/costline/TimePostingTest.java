package org.billhook.source.costline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceType;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class TimePostingTest extends CostLineContract {

    @Override
    protected SourceType subject() {
        return new TimePosting();
    }

    private static SourceDraft.Builder time(String value, String unit) {
        return row("time", Share.of(Quantity.of(value, new Unit(unit))))
                .characteristic("person", "58")
                .characteristic("activity", "Development");
    }

    @Override
    protected List<SourceDraft> goodRows() {
        return List.of(
                time("7.5", "HUR").build(),
                time("90", "MIN").build(),
                time("0.001", "DAY").build(),
                time("-1", "HUR").build(),
                time("1200", "HUR").build());
    }

    @Override
    protected List<SourceDraft> badRows() {
        SourceDraft.Builder bare = row("time", Share.of(Quantity.of("1", Unit.HOUR)));
        return List.of(
                time("0", "HUR").build(),
                time("1", "C62").build(),
                time("1", "HUR").posted(Share.of(Money.parse("EUR 10"))).build(),
                bare.build(),
                time("1", "HUR").characteristic("person", " ").build());
    }

    @Test
    void unitThatIsNoTimeIsRefused() {
        assertThat(findings(time("1", "KMT").build()))
                .extracting("message")
                .containsExactly("Posting of kind time in KMT must be in a unit of time: HUR, MIN or DAY");
    }

    @Test
    void personAndActivityAreBothAskedForAtOnce() {
        SourceDraft bare = row("time", Share.of(Quantity.of("1", Unit.HOUR))).build();
        assertThat(findings(bare))
                .extracting("message")
                .containsExactly(
                        "Posting of kind time needs a value for 'person'",
                        "Posting of kind time needs a value for 'activity'");
    }

    @Test
    void hoursOfManyDaysInOnePostingAreTaken() {
        assertThat(codes(time("1200", "HUR").build())).isEmpty();
    }
}
