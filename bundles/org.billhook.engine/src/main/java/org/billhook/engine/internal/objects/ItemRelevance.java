package org.billhook.engine.internal.objects;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillingObjects.Change;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.Need;
import org.billhook.engine.internal.dip.ProfileTables;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.ObjectRow;

/**
 * What the billing relevance of an item asks for when the item is created or changed: it must be one that is installed,
 * what it needs is told, and what only the one before it billed is dropped, if the user confirms it.
 */
final class ItemRelevance {

    private final ObjectWork work;
    private final ObjectRef item;
    private final ItemTerms terms;
    private final Optional<String> before;

    /** @param before id of the relevance until now; empty for a new item */
    ItemRelevance(ObjectWork work, ObjectRef item, ItemTerms terms, Optional<String> before) {
        this.work = work;
        this.item = item;
        this.terms = terms;
        this.before = before;
    }

    /** An error if a new relevance is not installed; a warning for each thing that it needs and the item itself must have. */
    Optional<Finding> check() {
        Optional<BillingTerms> billing = terms(terms.relevance());
        if (billing.isEmpty()) {
            return before.equals(Optional.of(terms.relevance())) ? Optional.empty() : Optional.of(unknown());
        }
        return billing.filter(of -> of.needs().contains(Need.DIP_PROFILE)).flatMap(of -> profile());
    }

    private Optional<Finding> profile() {
        String needed = "Billing relevance '%s' needs a DIP profile before it bills".formatted(terms.relevance());
        if (terms.dipProfile().isEmpty()) {
            return Optional.of(noProfile(needed));
        }
        String named = terms.dipProfile().get();
        return ProfileTables.find(work.store().settings(), named).isPresent()
                ? Optional.empty()
                : Optional.of(noProfile(needed + ": there is none '%s'".formatted(named)));
    }

    private static Finding noProfile(String message) {
        return Finding.warning("NO_DIP_PROFILE", message)
                .withField(ItemTerms.DIP_PROFILE)
                .withRule("R-25");
    }

    private Finding unknown() {
        List<String> installed = work.plugins().ranked(Spi.RELEVANCE).stream()
                .map(Leased::id)
                .sorted()
                .toList();
        return Finding.error(
                        "UNKNOWN_RELEVANCE",
                        ItemTerms.RELEVANCE,
                        "No billing relevance '%s' is installed; installed are %s"
                                .formatted(terms.relevance(), installed))
                .withRule("R-7");
    }

    /**
     * Drops what stands under the item for the relevance before only.
     *
     * @param confirmed whether the user has said so
     * @throws org.billhook.core.api.BillhookException CONFLICT, with what would be dropped, if not
     */
    void drop(ObjectRow row, boolean confirmed) {
        Set<String> noLonger = noLongerBilled();
        if (noLonger.isEmpty()) {
            return;
        }
        List<ObjectRow> dropped = new ArrayList<>();
        List<String> statuses = new ArrayList<>();
        for (ObjectRow child : work.store().objects().children(row.id())) {
            KindInUse kind = KindInUse.of(work.plugins(), child.ref().kind());
            RowSnapshot snapshot = new RowSnapshot(work.store(), child);
            Optional<String> status = kind.dropped(snapshot);
            if (status.isPresent()
                    && kind.ownSources(snapshot).stream().map(OwnSource::kind).anyMatch(noLonger::contains)) {
                dropped.add(child);
                statuses.add(status.get());
            }
        }
        if (!dropped.isEmpty() && !confirmed) {
            throw Refusals.conflict(confirmation(dropped));
        }
        for (int i = 0; i < dropped.size(); i++) {
            ObjectRow child = dropped.get(i);
            new Alteration(work).change(child.ref(), child.version(), Change.ofStatus(statuses.get(i)));
        }
    }

    private Finding confirmation(List<ObjectRow> dropped) {
        return Finding.error(
                        "CONFIRMATION_NEEDED",
                        ItemTerms.RELEVANCE,
                        "'%s' does not bill what '%s' does: %s would drop %d object(s), the first is %s; confirm to do so"
                                .formatted(
                                        terms.relevance(),
                                        before.orElseThrow(),
                                        item,
                                        dropped.size(),
                                        dropped.get(0).ref()))
                .withRule("R-25");
    }

    /** Kinds of sources that the relevance before claims and the new one does not; none where either is not installed. */
    private Set<String> noLongerBilled() {
        if (before.isEmpty() || before.equals(Optional.of(terms.relevance()))) {
            return Set.of();
        }
        Set<String> kinds =
                new HashSet<>(terms(before.get()).map(BillingTerms::sourceKinds).orElse(Set.of()));
        terms(terms.relevance()).map(BillingTerms::sourceKinds).ifPresent(kinds::removeAll);
        return kinds;
    }

    private Optional<BillingTerms> terms(String relevance) {
        return work.plugins()
                .find(Spi.RELEVANCE, relevance)
                .map(leased -> leased.call("terms of " + relevance, BillingRelevance::terms));
    }
}
