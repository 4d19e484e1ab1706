package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.api.BillingRuns.PricingDay;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Stake;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.port.RequestStore.PreviewRow;
import org.billhook.engine.port.Store;

/** What an order may give up before anybody looked, and who may have it billed. */
final class OrderStake {

    private final Duties duties;

    OrderStake(Duties duties) {
        this.duties = duties;
    }

    /** Whether something that the clerk ordered may lower what comes in. */
    boolean mayGiveUp(Order order) {
        return order.usage().bills()
                && (!order.priceChanges().isEmpty()
                        || order.decisions().stream()
                                .anyMatch(command -> command.kind() == ActKind.WRITE_OFF || isFar(order, command)));
    }

    /** Whether a decision is a hold without an end that anybody waits for, seen from the day of the order. */
    boolean isFar(Order order, Command command) {
        LocalDate asked = order.otherwise().map(PricingDay::asked).orElse(LocalDate.MIN);
        return command.kind() == ActKind.HOLD
                && command.until().filter(until -> duties.isFar(until, asked)).isPresent();
    }

    /**
     * A run bills before anybody has looked, so nobody can tell how much it gives up.
     *
     * @throws BillhookException FORBIDDEN if the actor may not do that alone
     */
    void requireForRun(Order order, Actor actor) {
        if (mayGiveUp(order)) {
            duties.ask(actor, Stake.UNPRICED).refusal().ifPresent(refusal -> {
                throw new BillhookException(
                        BillhookException.Type.FORBIDDEN,
                        Finding.error(
                                refusal.code(),
                                "The order changes prices or gives up what it bills, and a run shows nothing before it bills:"
                                        + " make a preview of its roots. " + refusal.message()));
            });
        }
    }

    /**
     * Who releases what a preview gives up, as it is committed.
     *
     * @return empty if that needs no release
     * @throws BillhookException FORBIDDEN if nobody did who may, CONFLICT if it gives up what it does not show
     */
    Optional<String> release(Store store, PreviewRow preview, PreviewResult shown, Order order, Actor actor) {
        if (mayGiveUp(order) && !mayAlone(actor)) {
            shown.roots().stream()
                    .filter(root -> root.result().state() == State.WAITING)
                    .findFirst()
                    .ifPresent(root -> {
                        throw new BillhookException(
                                BillhookException.Type.CONFLICT,
                                Finding.error(
                                        "NOT_SHOWN",
                                        root.result().root().toString(),
                                        "%s waits, and what is decided for it would be billed unseen: make a preview without it"
                                                .formatted(root.result().root())));
                    });
        }
        if (shown.stake().isNone()) {
            return Optional.empty();
        }
        Optional<String> released = store.proposals().of(preview.id()).stream()
                .filter(row -> row.state() == Proposals.State.RELEASED)
                .flatMap(row -> row.decidedBy().stream())
                .filter(duties::counts)
                .findFirst();
        return released.isPresent() ? released : duties.require(actor, authors(preview, shown), shown.stake());
    }

    private boolean mayAlone(Actor actor) {
        return duties.ask(actor, Stake.UNPRICED).refusal().isEmpty();
    }

    private static Set<String> authors(PreviewRow preview, PreviewResult shown) {
        return shown.authors().isEmpty() ? Set.of(preview.actor()) : shown.authors();
    }
}
