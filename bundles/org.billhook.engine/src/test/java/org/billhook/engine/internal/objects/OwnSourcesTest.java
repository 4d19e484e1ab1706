package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.registry.Spi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OwnSourcesTest extends ObjectsFixture {

    private static final String QUANTITY = "item/1#quantity";

    @Test
    @Tag("I-1")
    void quantityOfAnItemIsPostedAndRevaluedWithIt() {
        create("item/1", itemWith("quantity", "10"));
        assertThat(source(QUANTITY).root()).contains(row("item/1").id());
        assertThat(balance(QUANTITY).open()).hasToString("10 C62");

        attribute("item/1", 1, "quantity", "12.5");
        assertThat(balance(QUANTITY).posted()).hasToString("12.5 C62");
        attribute("item/1", 2, "quantity", "");
        assertThat(balance(QUANTITY).posted().isZero()).isTrue();
        attribute("item/1", 3, "quantity", "4");
        assertThat(balance(QUANTITY).open()).hasToString("4 C62");
        assertThat(transactions.ledger().entries(source(QUANTITY).id()))
                .extracting(entry -> entry.kind() + " " + entry.share() + " " + entry.reason())
                .containsExactly(
                        "POST 10 C62 Follows item/1",
                        "REVALUE 2.5 C62 Follows item/1",
                        "REVALUE -12.5 C62 Follows item/1",
                        "REVALUE 4 C62 Follows item/1");
    }

    @Test
    @Tag("I-1")
    void quantityNeverFallsBelowWhatWasBilled() {
        create("item/1", itemWith("quantity", "10"));
        bill(QUANTITY, "6");
        assertThat(refusal(Type.CONFLICT, () -> attribute("item/1", 1, "quantity", "5")))
                .extracting(Finding::code)
                .containsExactly("BELOW_SETTLED");
        assertThat(objects.get(ref("item/1")).attributes()).containsEntry("quantity", "10");
        attribute("item/1", 1, "quantity", "6");
        assertThat(balance(QUANTITY).open().isZero()).isTrue();
    }

    @Test
    void unitOfAPostedQuantityStays() {
        Map<String, String> hours = new HashMap<>(itemWith("quantity", "10"));
        hours.put("unit", "HUR");
        create("item/1", hours);
        assertThat(refusal(Type.REFUSED, () -> attribute("item/1", 1, "unit", "C62")))
                .extracting(Finding::message)
                .containsExactly("item/1#quantity is counted in HUR since it was posted; it can't become 10 C62");
    }

    @Test
    void dateOfAnOpenQuantityFollowsTheItemUntilSomethingIsSettled() {
        create("item/1", itemWith("quantity", "10"));
        attribute("item/1", 1, "day", "2026-07-01");
        assertThat(source(QUANTITY).serviceDate()).isEqualTo(LocalDate.of(2026, 7, 1));
        bill(QUANTITY, "6");
        attribute("item/1", 2, "day", "2026-08-01");
        assertThat(source(QUANTITY).serviceDate()).isEqualTo(LocalDate.of(2026, 7, 1));
    }

    @Test
    void quantityThatItsKindRefusesLeavesNoObject() {
        refusal(Type.REFUSED, () -> create("item/1", itemWith("quantity", "-1")));
        assertThat(objects.find(ref("item/1"))).isEmpty();
        plugins.stop(Spi.SOURCE, "item-quantity");
        refusal(Type.UNAVAILABLE, () -> create("item/2", itemWith("quantity", "1")));
    }

    @Test
    void quantityMovesToTheRootOfTheElementThatTheItemBills() {
        create("node/A", Map.of("flag", "true"));
        create("item/1", itemWith("quantity", "10"));
        attribute("item/1", 1, "element", "node/A");
        assertThat(source(QUANTITY).root()).contains(row("node/A").id());
    }
}
