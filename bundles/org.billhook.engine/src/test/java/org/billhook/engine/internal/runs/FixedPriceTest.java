package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.billhook.engine.inmemory.Installation.CLERK;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Preview;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Requests.Part;
import org.billhook.core.api.Requests.Rejection;
import org.billhook.core.api.Requests.Request;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.ledger.Term;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.spi.adjustment.AdjustmentPage;
import org.billhook.core.spi.adjustment.AdjustmentSink;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.billhook.engine.inmemory.Installation;
import org.billhook.engine.inmemory.Kinds;
import org.billhook.engine.inmemory.Relevances;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.requests.StoredRequests;
import org.billhook.engine.port.LedgerStore.Act;
import org.billhook.engine.port.LedgerStore.Move;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RequestRow;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPriceTest {

    private final Billing billing = new Billing();
    private final StoredRequests requests = new StoredRequests(
            billing.here.store, (source, day) -> List.of(), () -> {}, Installation.ALONE, Installation.CLOCK);

    @BeforeEach
    void pricesPerHour() {
        billing.relevance(Relevances.of(FixedPriceTest::propose));
        billing.here.price("Ten", "10.00");
        billing.here.price("Dime", "0.10");
        billing.here.price("Free", "0.00");
    }

    /** The amount is the date, every posting of hours is work. */
    private static void propose(ItemInRun item, ProposalSink out) {
        OpenSource date = null;
        List<DynamicItem> work = new ArrayList<>();
        for (OpenSource source : item.openSources()) {
            if (source.measure().isAmount()) {
                date = source;
            } else {
                work.add(DynamicItem.of(source));
            }
        }
        if (date != null) {
            out.fixedPrice(date, work);
        }
    }

    private long date(ObjectRow root, String amount) {
        return billing.here.post(
                Installation.hours(root, "date " + amount, "1").posted(Share.of(Money.parse("GBP " + amount))));
    }

    private long work(ObjectRow root, String activity, String hours) {
        return billing.here.post(
                Installation.hours(root, activity + hours, hours).characteristic("activity", activity));
    }

    private List<String> nets(RequestRow request) {
        return billing.lines(request.id()).stream()
                .map(line -> line.quantity().value().stripTrailingZeros().toPlainString() + " h "
                        + line.net().getAmount())
                .toList();
    }

    @Test
    @Tag("G-23")
    void whatGetsNothingOfThePriceIsCoveredAllTheSame() {
        ObjectRow project = billing.project("W");
        long date = date(project, "0.40");
        long large = work(project, "Ten", "1");
        long small = work(project, "Dime", "1");
        long free = work(project, "Free", "3");

        Run run = billing.run();

        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("0.40")));
        RequestRow request = billing.requests().get(0);
        assertThat(nets(request)).containsExactly("1 h 0.40", "1 h 0.00", "3 h 0.00");
        assertThat(billing.lines(request.id()).get(1).derivation())
                .contains("c|fixed price|0|f|0|0.00|")
                .contains("c|price of the work|0.1|fs|");
        for (long work : List.of(large, small, free)) {
            assertThat(billing.here.balance(work).open().isZero()).isTrue();
            assertThat(billing.here.balance(work).get(Term.INCLUDED))
                    .isEqualTo(billing.here.balance(work).posted());
        }
        assertThat(billing.here.balance(date).open().isZero()).isTrue();
        assertThat(billing.here.store.ledger().disagreements()).isEmpty();
    }

    @Test
    @Tag("G-23")
    @Tag("D-112")
    void aLineThatBillsNothingIsRejectedOnceAndOpensItsWork() {
        ObjectRow project = billing.project("W");
        date(project, "0.40");
        work(project, "Ten", "1");
        long small = work(project, "Dime", "1");
        billing.run();
        RequestRow request = billing.requests().get(0);

        Request after = rejectSecondLine(request.id(), request.version());

        assertThat(billing.here.balance(small).open()).isEqualTo(Installation.hours("1"));
        assertThat(after.rejected()).isEqualTo(gbp("0.00"));
        assertThatThrownBy(() -> rejectSecondLine(request.id(), after.version()))
                .isInstanceOfSatisfying(
                        BillhookException.class,
                        e -> assertThat(e.findings().get(0).code()).isEqualTo("NOTHING_STANDS"));
    }

    private Request rejectSecondLine(long request, long version) {
        return requests.reject(request, version, new Rejection("LATER", "Next time", List.of(Part.line(2))), CLERK);
    }

    @Test
    @Tag("G-23")
    void adjustmentsLeaveLinesAloneThatBillNothing() {
        ObjectRow project = billing.project("W");
        date(project, "0.40");
        work(project, "Ten", "1");
        work(project, "Dime", "1");
        billing.here.plugins.with(Spi.ADJUSTMENT, "fee", new BillingAdjustment() {
            @Override
            public void adjust(AdjustmentPage page, AdjustmentSink out) {
                for (int i = 0; i < page.lines().size(); i++) {
                    out.addCondition(i, new Condition.Fixed("fee", gbp("1.00"), false, "contract"), "Per line");
                }
            }
        });
        billing.run();
        assertThat(nets(billing.requests().get(0))).containsExactly("1 h 0.40", "1 h 0.00");
    }

    @Test
    @Tag("G-22")
    @Tag("G-23")
    void whatIsTakenBackDoesNotBlockThePrice() {
        ObjectRow project = billing.project("W");
        date(project, "100.00");
        work(project, "Ten", "8");
        long back = work(project, "Dime", "-2");
        billing.run();
        assertThat(nets(billing.requests().get(0))).containsExactly("8 h 100.00", "-2 h 0.00");
        assertThat(billing.here.balance(back).get(Term.INCLUDED)).isEqualTo(Installation.hours("-2"));
    }

    @ParameterizedTest
    @Tag("G-23")
    @CsvSource({"Free, 3, worth GBP 0.00", "Ten, -2, worth GBP -20.00"})
    void workThatIsWorthNothingHoldsThePriceAndNothingElse(String activity, String hours, String why) {
        ObjectRow project = billing.project("W");
        long date = date(project, "0.40");
        work(project, activity, hours);
        ObjectRow healthy = billing.project("V");
        date(healthy, "12.00");
        work(healthy, "Ten", "1");

        Preview preview = billing.runs.preview(Order.all(Billing.KEY_DATE), CLERK);

        assertThat(preview.requests()).extracting(draft -> draft.net()).containsExactly(gbp("12.00"));
        assertThat(preview.roots().get(0).findings())
                .anySatisfy(finding -> assertThat(finding.code() + ": " + finding.message())
                        .startsWith("NOTHING_TO_SPREAD")
                        .contains(why));
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("12.00")));
        assertThat(billing.here.balance(date).open()).isEqualTo(Share.of(gbp("0.40")));
    }

    /** Half a date was written off by percentage, so what is open of it has more decimals than the currency. */
    @Test
    @Tag("G-14")
    void aDateOfWhichAPartIsSettledEndsAtItsValue() {
        ObjectRow project = billing.project("W");
        long date = date(project, "100.00");
        work(project, "Ten", "1");
        settle(date, "33.333333333", "33.33");
        settle(date, "33.333333333", "33.34");

        billing.run();

        assertThat(billing.net()).isEqualTo(gbp("33.33"));
        assertThat(billing.here.balance(date).open().isZero()).isTrue();
        assertThat(billing.here.store.ledger().disagreements()).isEmpty();
    }

    private void settle(long source, String share, String value) {
        billing.here.store.call(s -> {
            int seq = s.ledger().balances(List.of(source)).get(source).balance().seq();
            s.ledger()
                    .apply(
                            s.ledger()
                                    .act(new Act(Optional.empty(), "clerk", "Given up", Installation.CLOCK.instant())),
                            List.of(new Move(
                                    source,
                                    seq,
                                    ActKind.WRITE_OFF,
                                    new BigDecimal(share),
                                    false,
                                    Optional.of(gbp(value)),
                                    0,
                                    0,
                                    Optional.empty())));
            return null;
        });
    }

    @Test
    void whatNobodyForesawIsAFailureOfItsRootAlone() {
        ObjectRow bad = billing.project("W");
        billing.hours(bad, "w", "1");
        billing.hours(billing.project("V"), "v", "1");
        billing.relevance(Relevances.itemized());
        billing.here.plugins.with(Spi.OBJECT, "element", new BillingObjectType() {
            @Override
            public List<Attribute> attributes() {
                return List.of();
            }

            @Override
            public LifeCycle lifeCycle() {
                return new Kinds().lifeCycle();
            }

            @Override
            public ObjectRef revenueReceiver(ObjectSnapshot root) {
                return root.ref().key().equals("W") ? null : root.ref();
            }
        });

        Preview preview = billing.runs.preview(Order.all(Billing.KEY_DATE), CLERK);

        assertThat(preview.roots()).extracting(root -> root.state()).containsExactly(State.FAILED, State.DONE);
        assertThat(preview.roots().get(0).findings()).extracting(Finding::code).containsExactly("INTERNAL");
        assertThat(preview.requests()).extracting(draft -> draft.net()).containsExactly(gbp("97.35"));
    }
}
