package org.billhook.engine.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.engine.inmemory.Installation.CLERK;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.engine.inmemory.Installation;
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
}
