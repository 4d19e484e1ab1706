package org.billhook.engine.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.engine.inmemory.Installation.hours;
import static org.billhook.engine.internal.runs.Billing.gbp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.Run;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.DueList.DueRoot;
import org.billhook.core.api.DueList.Query;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.engine.inmemory.Kinds;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("D-75")
@Tag("G-19")
class BillingBlockTest {

    private final Billing billing = new Billing();
    private final ObjectRow order = billing.here.under(billing.here.root("ORDER"), "4711");
    private final ObjectRow element = billing.here.root("W");
    private final ObjectRow item =
            billing.here.item(element, "4711-10", "itemized", Phase.RELEASED, Map.of("order", "element/4711"));

    private String messages(Run run) {
        return billing.roots(run).stream()
                .flatMap(root -> root.findings().stream())
                .map(Finding::message)
                .toList()
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"item/4711-10", "element/4711", "element/W"})
    void nothingIsBilledOfAnItemThatIsBlockedInOnePlaceUntilTheBlockIsLifted(String blocked) {
        long source = billing.hours(element, "a", "1");
        ObjectRow object = List.of(order, element, item).stream()
                .filter(row -> row.ref().toString().equals(blocked))
                .findFirst()
                .orElseThrow();
        billing.here.block(object, "03 prices incomplete");

        Run waiting = billing.run();

        assertThat(waiting.lines()).isZero();
        assertThat(billing.codes(waiting)).containsExactly("BILLING_BLOCK");
        assertThat(messages(waiting)).contains(blocked, "03 prices incomplete", "Clear its billing block");
        DueRoot due = billing.dueList
                .list(Query.all(Billing.KEY_DATE), Page.Request.first(10))
                .items()
                .get(0);
        assertThat(due.reasons()).extracting(Finding::code).containsExactly("BILLING_BLOCK");
        assertThat(billing.here.balance(source).open()).isEqualTo(hours("1"));

        billing.here.block(object, "");
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("97.35")));
    }

    @Test
    void whatStandsOnABlockedOrderOrBeneathItWaitsAndTheRestIsBilled() {
        ObjectRow blocked = billing.here.under(element, "MO-1");
        ObjectRow beneath = billing.here.under(blocked, "MO-1.1");
        ObjectRow free = billing.here.under(element, "MO-2");
        List<Long> waiting = List.of(billing.hours(blocked, "a", "1"), billing.hours(beneath, "b", "2"));
        billing.hours(free, "c", "4");
        billing.here.block(blocked, "Work not accepted");

        Run run = billing.run();

        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("389.40")));
        assertThat(messages(run)).contains("element/MO-1 is blocked for billing: Work not accepted", "(2 sources)");
        assertThat(waiting)
                .allSatisfy(source ->
                        assertThat(billing.here.balance(source).open().isZero()).isFalse());
        billing.here.block(blocked, "");
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("292.05")));
    }

    @Test
    void whereNobodyKnowsWhetherAnObjectIsBlockedItsSourcesWait() {
        ObjectRow broken = billing.here.under(element, "BROKEN");
        billing.hours(broken, "a", "1");
        billing.hours(element, "b", "2");
        BillingObjectType throwing = new Throwing();
        billing.here.plugins.with(Spi.OBJECT, "element", throwing);

        Run run = billing.run();

        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("194.70")));
        assertThat(billing.codes(run)).containsExactly("PLUGIN_BROKE");
        billing.here.plugins.with(Spi.OBJECT, "element", new Kinds());
        assertThat(billing.run().totals()).isEqualTo(Map.of("GBP", gbp("97.35")));
    }

    @Test
    void whatHasNoBlockIsBilledWhole() {
        billing.hours(element, "a", "1");
        Run run = billing.run(Order.all(Billing.KEY_DATE));
        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.totals()).isEqualTo(Map.of("GBP", gbp("97.35")));
    }

    /** Breaks over one object. */
    private static final class Throwing implements BillingObjectType {
        private final Kinds kinds = new Kinds();

        @Override
        public List<org.billhook.core.spi.object.Attribute> attributes() {
            return kinds.attributes();
        }

        @Override
        public org.billhook.core.spi.object.LifeCycle lifeCycle() {
            return kinds.lifeCycle();
        }

        @Override
        public Optional<Finding> billingBlock(ObjectSnapshot object) {
            if (object.ref().key().equals("BROKEN")) {
                throw new IllegalStateException("Can't tell");
            }
            return Optional.empty();
        }
    }
}
