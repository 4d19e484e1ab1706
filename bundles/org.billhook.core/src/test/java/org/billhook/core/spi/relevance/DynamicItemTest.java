package org.billhook.core.spi.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamicItemTest {

    /** A source of eight units of which some are open. */
    private record Source(long id, Measure measure, Share open, Map<String, String> characteristics)
            implements OpenSource {

        @Override
        public String kind() {
            return "time";
        }

        @Override
        public ObjectRef object() {
            return new ObjectRef("wbs-element", "P1.1");
        }

        @Override
        public LocalDate serviceDate() {
            return LocalDate.of(2026, 1, 5);
        }

        @Override
        public LocalDate postingDate() {
            return serviceDate();
        }

        @Override
        public Share posted() {
            return new Share(new BigDecimal(8 * open.signum()), measure);
        }

        @Override
        public Optional<Money> cost() {
            return Optional.empty();
        }

        @Override
        public String text() {
            return "Posting " + id;
        }
    }

    private static final Measure HOURS = Measure.of(Unit.HOUR);

    private static Share hours(String value) {
        return new Share(new BigDecimal(value), HOURS);
    }

    private static OpenSource source(long id, String open) {
        return new Source(id, HOURS, hours(open), Map.of("activity", "Development", "person", "P" + id));
    }

    @Test
    @Tag("R-14")
    void itemOfOneSourceTakesAllThatIsOpenWithItsTextAndCharacteristics() {
        DynamicItem item = DynamicItem.of(source(1, "3"));
        assertThat(item.quantity()).isEqualTo(hours("3"));
        assertThat(item.text()).isEqualTo("Posting 1");
        assertThat(item.characteristics()).isEqualTo(Map.of("activity", "Development", "person", "P1"));
        assertThat(item.claims().get(0).isAll()).isTrue();
    }

    @Test
    @Tag("D-2")
    void quantityIsTheSumOfTheClaimsUnlessToldOtherwise() {
        DynamicItem.Builder both =
                DynamicItem.builder().claim(Claim.all(source(1, "3"))).claim(Claim.all(source(2, "-1")));
        assertThat(both.build().quantity()).isEqualTo(hours("2"));
        assertThat(both.quantity(hours("1")).build().quantity()).isEqualTo(hours("1"));
    }

    @Test
    @Tag("D-22")
    void ownCharacteristicsReplaceThoseOfTheFirstSource() {
        DynamicItem item = DynamicItem.builder()
                .claim(Claim.all(source(1, "3")))
                .characteristic("activity", "Development")
                .build();
        assertThat(item.characteristics()).isEqualTo(Map.of("activity", "Development"));
        assertThat(item.characteristic("person")).isEmpty();
    }

    @Test
    @Tag("D-25")
    void quantitiesOfDifferentUnitsAreNeverAdded() {
        Measure days = Measure.of(new Unit("DAY"));
        OpenSource other = new Source(2, days, new Share(BigDecimal.ONE, days), Map.of());
        DynamicItem.Builder mixed =
                DynamicItem.builder().claim(Claim.all(source(1, "3"))).claim(Claim.all(other));
        assertThatThrownBy(mixed::build).isInstanceOf(IllegalArgumentException.class);
        assertThat(mixed.quantity(hours("11")).build().quantity()).isEqualTo(hours("11"));
    }

    @Test
    void itemWithoutClaimIsRefused() {
        assertThatThrownBy(() -> DynamicItem.builder().build()).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @Tag("I-2")
    @CsvSource({"3, 3.000000001", "3, -1", "-3, 1", "-3, -3.000000001", "3, 0"})
    void claimAboveWhatIsOpenOrOfTheOtherSignOrOfNothingIsRefused(String open, String share) {
        assertThatThrownBy(() -> new Claim(source(1, open), hours(share))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void claimOfAPartIsNotAll() {
        assertThat(new Claim(source(1, "3"), hours("2.999999999")).isAll()).isFalse();
        assertThat(new Claim(source(1, "3"), hours("3.0")).isAll()).isTrue();
    }
}
