package org.billhook.engine.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.engine.inmemory.Installation.CLERK;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.billhook.core.api.Prices;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.engine.inmemory.Installation;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ListedPricesTest {

    private final Installation here = new Installation();
    private final PriceTables tables = new PriceTables();

    private Optional<PriceEntry> find(LocalDate day) {
        return here
                .store
                .call(s -> tables.freeze(s.settings()))
                .find("standard", Map.of("activity", "Development"), Unit.HOUR, day)
                .stream()
                .findFirst();
    }

    @Test
    void theEntryThatBecameValidLastWins() {
        here.price("Development", "90.00", LocalDate.of(2026, 1, 1));
        PriceEntry newer = here.price("Development", "97.35", LocalDate.of(2026, 3, 1));
        assertThat(find(LocalDate.of(2026, 2, 28)).orElseThrow().price().getAmount())
                .isEqualByComparingTo("90.00");
        assertThat(find(LocalDate.of(2026, 3, 1))).contains(newer);
        assertThat(find(LocalDate.of(2025, 12, 31))).isEmpty();
        assertThat(tables.freeze(here.store.settings()).keyShapes("standard")).containsExactly(Set.of("activity"));
    }

    @Test
    void anEqualEntryChangesNothingAndAnotherPriceForTheSameStartIsRefused() {
        PriceEntry first = here.price("Development", "90.00");
        assertThat(here.price("Development", "90.000")).isEqualTo(first);
        assertThatThrownBy(() -> here.price("Development", "91.00"))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.CONFLICT));
    }

    @Test
    void onlyWhatIsStoredNowIsToldAsNew() {
        PriceEntry first = here.price("Development", "90.00");
        PriceEntry other = new PriceEntry(
                "standard",
                0,
                Map.of("activity", "Design"),
                first.unit(),
                first.price(),
                first.validFrom(),
                Optional.empty());

        assertThat(here.prices.add(List.of(first, other), CLERK))
                .extracting(Prices.Added::fresh)
                .containsExactly(false, true);
        assertThat(here.prices.add(List.of(other), CLERK))
                .extracting(Prices.Added::fresh)
                .containsExactly(false);
    }

    /** A surcharge of the same start is no discount, and none of them replaces the other. */
    @Test
    @Tag("D-64")
    void surchargesAndDiscountsStandSideBySide() {
        PriceEntry surcharge = percent("12.5", 1);
        PriceEntry discount = percent("-5", 1);
        PriceEntry later = percent("-6", 2);
        assertThat(percent("-5", 1)).isEqualTo(discount);
        assertThatThrownBy(() -> percent("-7", 1))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.CONFLICT));
        FrozenPrices table = here.store.call(s -> tables.freeze(s.settings()));
        assertThat(table.find("standard", Map.of(), PriceEntry.PERCENT, LocalDate.of(2026, 1, 31)))
                .containsExactlyInAnyOrder(surcharge, discount);
        assertThat(table.find("standard", Map.of(), PriceEntry.PERCENT, LocalDate.of(2026, 2, 1)))
                .containsExactlyInAnyOrder(surcharge, later);
    }

    private PriceEntry percent(String percent, int month) {
        PriceEntry entry = PriceEntry.percentage(
                "standard",
                Map.of(),
                new BigDecimal(percent),
                LocalDate.of(2026, month, 1),
                Optional.empty(),
                BigDecimal.ZERO);
        return here.prices.add(List.of(entry), CLERK).get(0).entry();
    }

    @Test
    void aTableFrozenBeforeAChangeStaysAsItWas() {
        PriceEntry price = here.price("Development", "90.00");
        FrozenPrices before = tables.freeze(here.store.settings());
        here.prices.end(price.number(), LocalDate.of(2026, 1, 31), CLERK);
        assertThat(before.find("standard", price.key(), Unit.HOUR, LocalDate.of(2026, 2, 1)))
                .contains(price);
        assertThat(find(LocalDate.of(2026, 2, 1))).isEmpty();
    }

    @Test
    @Tag("I-8")
    void everyChangeOfAPriceIsLogged() {
        PriceEntry price = here.price("Development", "90.00");
        here.prices.end(price.number(), LocalDate.of(2026, 1, 31), CLERK);
        assertThat(here.store
                        .log()
                        .changes(Optional.of(new ObjectRef("price", "1").toString()), Page.Request.first(10))
                        .items())
                .extracting(change -> change.field() + " " + change.before() + " "
                        + change.after().orElseThrow())
                .containsExactly(
                        "validTo Optional.empty 2026-01-31", "price Optional.empty GBP 90.00 per HUR from 2026-01-01");
    }

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private List<Prices.Listed> cancel(PriceEntry price, String replacement) {
        return here.prices.cancel(
                price.number(),
                Optional.ofNullable(replacement)
                        .map(amount -> new Prices.Replacement(
                                BigMoney.parse(amount.contains(" ") ? amount : "GBP " + amount), Optional.empty())),
                "Typed wrong",
                CLERK);
    }

    @Test
    void aPriceThatWasTypedWrongIsReplacedFromItsFirstDay() {
        PriceEntry wrong = here.price("Development", "1000.00", FIRST);
        FrozenPrices before = tables.freeze(here.store.settings());
        List<Prices.Listed> done = cancel(wrong, "100.00");
        assertThat(find(FIRST).orElseThrow().price().getAmount()).isEqualByComparingTo("100.00");
        assertThat(done.get(0).cancellation().orElseThrow().replacedBy())
                .contains(done.get(1).entry().number());
        // a run that began before ends on what it began with
        assertThat(before.find("standard", wrong.key(), Unit.HOUR, FIRST)).containsExactly(wrong);
        assertThat(here.prices.list(Optional.empty(), Page.Request.first(10)).items())
                .containsExactlyElementsOf(done);
        assertThat(here.store
                        .log()
                        .changes(Optional.of("price/1"), Page.Request.first(10))
                        .items())
                .extracting(change -> change.field() + ": " + change.after().orElseThrow())
                .containsExactlyInAnyOrder(
                        "replacedBy: price/2", "cancelled: Typed wrong", "price: GBP 1000.00 per HUR from 2026-01-01");
    }

    @Test
    void withoutAReplacementTheOneBeforeCountsAgain() {
        PriceEntry older = here.price("Development", "90.00", FIRST);
        PriceEntry wrong = here.price("Development", "970.00", LocalDate.of(2026, 3, 1));
        assertThat(cancel(wrong, null)).hasSize(1);
        assertThat(find(LocalDate.of(2026, 3, 1))).contains(older);
    }

    @Test
    void whatEndsTheDayBeforeItsFirstIsCancelledAndAnotherTakesItsDay() {
        PriceEntry wrong = here.price("Development", "1000.00", LocalDate.of(2026, 1, 1));
        assertThat(here.prices
                        .end(wrong.number(), LocalDate.of(2025, 12, 31), CLERK)
                        .cancellation())
                .map(Prices.Cancellation::reason)
                .hasValue("Ended on 2025-12-31, the day before its first one");
        PriceEntry right = here.price("Development", "100.00", LocalDate.of(2026, 1, 1));
        assertThat(find(LocalDate.of(2026, 1, 1))).contains(right);
        assertThatThrownBy(() -> here.prices.end(right.number(), LocalDate.of(2025, 12, 30), CLERK))
                .hasMessageContaining("can't end on 2025-12-30")
                .hasMessageContaining("on 2025-12-31 if it shall not count at all");
        assertThat(find(LocalDate.of(2026, 1, 1))).contains(right);
    }

    @Test
    void whatIsCancelledIsNeitherCancelledAgainNorEnded() {
        PriceEntry wrong = here.price("Development", "1000.00", FIRST);
        cancel(wrong, "100.00");
        assertThatThrownBy(() -> cancel(wrong, "99.00")).hasMessageContaining("entry 2 has its place");
        assertThatThrownBy(() -> here.prices.end(wrong.number(), FIRST, CLERK)).hasMessageContaining("is cancelled");
        assertThatThrownBy(() -> here.prices.cancel(99, Optional.empty(), "No", CLERK))
                .isInstanceOfSatisfying(
                        BillhookException.class, e -> assertThat(e.type()).isEqualTo(BillhookException.Type.UNKNOWN));
    }

    @Test
    void aReplacementIsCheckedLikeAnyPrice() {
        PriceEntry wrong = here.price("Development", "1000.00", FIRST);
        assertThatThrownBy(() -> cancel(wrong, "-1.00")).hasMessageContaining("is not between 0 and");
        assertThatThrownBy(() -> cancel(wrong, "XXX 10")).hasMessageContaining("is a price");
        assertThatThrownBy(() -> here.prices.cancel(
                        wrong.number(),
                        Optional.of(new Prices.Replacement(
                                BigMoney.parse("GBP 1"), Optional.of(LocalDate.of(2025, 12, 31)))),
                        "Typed wrong",
                        CLERK))
                .hasMessageContaining("can't end on 2025-12-31");
        assertThatThrownBy(() -> here.prices.cancel(wrong.number(), Optional.empty(), " ", CLERK))
                .hasMessageContaining("1 to 500 characters");
        assertThat(find(FIRST)).contains(wrong);
    }
}
