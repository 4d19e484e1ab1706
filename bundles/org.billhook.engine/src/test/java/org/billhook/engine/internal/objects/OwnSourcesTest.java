package org.billhook.engine.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.LedgerCommands.Portion;
import org.billhook.core.api.LedgerCommands.Result;
import org.billhook.core.api.Sources;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.internal.ledger.CurrentPrice;
import org.billhook.engine.internal.ledger.StoredLedger;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.sources.PostedSources;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OwnSourcesTest extends ObjectsFixture {

    private static final String QUANTITY = "item/1#quantity";
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

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

    private Result command(ActKind kind, Optional<String> portion, Optional<String> target) {
        StoredLedger ledger = new StoredLedger(
                transactions,
                plugins,
                (store, snapshot, sources, day) ->
                        Map.of(source(QUANTITY).id(), new CurrentPrice.Answer(Optional.empty(), List.of())),
                () -> {},
                Installation.ALONE,
                CLOCK);
        Optional<Portion> share = portion.map(
                value -> new Portion(Optional.of(Share.of(Quantity.of(value, Unit.PIECE))), Optional.empty()));
        return ledger.apply(
                        List.of(new Command(
                                kind,
                                source(QUANTITY).id(),
                                share,
                                kind == ActKind.HOLD ? Optional.of(LocalDate.of(2026, 9, 1)) : Optional.empty(),
                                target.map(ObjectsFixture::ref),
                                "Agreed with the customer")),
                        Installation.CLERK)
                .get(0);
    }

    @Test
    @Tag("G-21")
    void ownSourceIsRevaluedTransferredAndReversedByItsObjectAlone() {
        create("item/1", itemWith("quantity", "5"));
        create("item/2", itemWith("quantity", "1"));

        List.of(
                        command(ActKind.REVALUE, Optional.of("9"), Optional.empty()),
                        command(ActKind.TRANSFER, Optional.empty(), Optional.of("item/2")),
                        command(ActKind.REVERSE, Optional.empty(), Optional.empty()))
                .forEach(result -> assertThat(result.findings()).singleElement().satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("OWNED_SOURCE");
                    assertThat(finding.message()).contains(QUANTITY, "'item-quantity'", "change the object");
                }));

        assertThat(balance(QUANTITY).posted()).hasToString("5 C62");
        assertThat(balance("item/2#quantity").posted()).hasToString("1 C62");
        attribute("item/1", 1, "quantity", "9");
        assertThat(balance(QUANTITY).open()).hasToString("9 C62");
    }

    @Test
    @Tag("G-21")
    void clerkHoldsAndWritesOffPartsOfAnOwnSource() {
        create("item/1", itemWith("quantity", "5"));

        assertThat(command(ActKind.HOLD, Optional.of("2"), Optional.empty()).findings())
                .isEmpty();
        assertThat(command(ActKind.WRITE_OFF, Optional.of("1"), Optional.empty())
                        .findings())
                .isEmpty();

        assertThat(balance(QUANTITY).get(Term.HELD)).hasToString("2 C62");
        assertThat(balance(QUANTITY).get(Term.WRITTEN_OFF)).hasToString("1 C62");
        assertThat(balance(QUANTITY).open()).hasToString("2 C62");
    }

    @Test
    @Tag("G-21")
    void nobodyElsePostsAnOwnedKindOrUnderTheOriginOfObjects() {
        create("item/1", itemWith("quantity", "5"));
        PostedSources sources = new PostedSources(transactions, plugins, () -> {}, CLOCK);
        SourceDraft draft = SourceDraft.of("item-quantity", ref("item/1"))
                .posted(Share.of(Quantity.of("7", Unit.PIECE)))
                .serviceDate(LocalDate.of(2026, 1, 5))
                .externalId("by hand")
                .build();

        assertThat(sources.post("api", List.of(draft), ANNA)).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Sources.Outcome.REFUSED);
            assertThat(result.findings()).extracting(Finding::code).containsExactly("OWNED_KIND");
        });
        assertThat(refusal(Type.REFUSED, () -> sources.post("object", List.of(draft), ANNA)))
                .extracting(Finding::code)
                .containsExactly("RESERVED_ORIGIN");
        assertThat(transactions.sources().byExternalId("api", List.of("by hand")))
                .isEmpty();
    }
}
