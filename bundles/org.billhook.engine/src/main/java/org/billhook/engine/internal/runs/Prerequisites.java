package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.DipProfile.UsageRow;
import org.billhook.core.dip.Usage;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.engine.internal.objects.PlanOfItem;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.RequestStore.Standing;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** What the terms of a relevance ask of an item: phases, needs, how often. Says what would unlock it. */
final class Prerequisites {

    private static final String EARLIER = "EARLIER_DATE";

    /** Codes of what an item must have for its relevance to be asked at all. */
    static final Set<String> NEEDS = Set.of("NO_DIP_PROFILE", "NO_USAGE", "NO_BILLING_PLAN");

    private final RunInputs inputs;
    private final Store store;
    private final BillingBlocks blocks;

    Prerequisites(RunInputs inputs, Store store) {
        this.inputs = inputs;
        this.store = store;
        blocks = new BillingBlocks(inputs);
    }

    /** @param documents that the items belong to */
    void check(Collection<ItemOfRoot> items, Map<ObjectRef, ObjectRow> documents) {
        List<ItemOfRoot> billing =
                items.stream().filter(ItemOfRoot::claimsAnything).toList();
        if (billing.isEmpty()) {
            return;
        }
        List<Long> ids = billing.stream().map(item -> item.row.id()).toList();
        if (!inputs.bills()) {
            billing.forEach(item -> profile(item).ifPresent(item.reasons::add));
            askedBefore(billing, ids);
            return;
        }
        Map<Long, List<ObjectRow>> executing = store.objects().executing(ids);
        Map<Long, Standing> standing = store.requests().standing(ids);
        for (ItemOfRoot item : billing) {
            long id = item.row.id();
            blocks(item, documents, executing.getOrDefault(id, List.of()));
            item.reasons.addAll(reasons(item, executing.getOrDefault(id, List.of())));
            if (standing.containsKey(id)) {
                earlier(item, standing.get(id).upTo());
                once(item, standing.get(id));
            }
        }
    }

    /** A down payment on a plan is asked for once, then its differences (D-10). */
    private void askedBefore(List<ItemOfRoot> items, List<Long> ids) {
        if (inputs.order.usage() != Usage.DOWN_PAYMENT_REQUEST) {
            return;
        }
        Map<Long, Money> asked = store.requests().downPayments(ids);
        for (ItemOfRoot item : items) {
            Money before = asked.get(item.row.id());
            if (before != null) {
                item.reasons.add(Finding.error(
                                "REQUESTED_BEFORE",
                                "A down payment of %s on %s was asked for before: ask for the difference, or reject it"
                                        .formatted(before, item.ref()))
                        .withRule("D-10"));
            }
        }
    }

    /**
     * Blocks of the item, of its document, and of the element that it bills (D-75). What is posted on an order that executes the item
     * waits by itself; a fixed price is for all that is executed, so it waits as a whole.
     */
    private void blocks(ItemOfRoot item, Map<ObjectRef, ObjectRow> documents, List<ObjectRow> executing) {
        Map<Long, ObjectRow> asked = new LinkedHashMap<>();
        asked.put(item.row.id(), item.row);
        item.terms.document().map(documents::get).ifPresent(document -> asked.put(document.id(), document));
        asked.put(item.rootRow.id(), item.rootRow);
        if (item.billing.engine() == BillingTerms.Engine.SALES) {
            executing.forEach(order -> asked.put(order.id(), order));
        }
        asked.values().forEach(object -> blocks.of(object).ifPresent(block -> block.of(item)));
    }

    /** No quantity of it is billed twice, and no rest is lost (R-17, G-16). */
    private static void once(ItemOfRoot item, Standing standing) {
        if (item.billing.frequency() == BillingTerms.Frequency.ONE_TIME) {
            item.billedSince = Optional.of(standing.since());
            item.notes.add(Finding.warning(
                            SourceGate.ALREADY_BILLED,
                            "%s is billed once, and was up to %s: what was left open then is billed when it is due; what was posted since waits until it is decided to bill it"
                                    .formatted(item.ref(), standing.upTo()))
                    .withRule("R-17"));
        }
    }

    private List<Finding> reasons(ItemOfRoot item, List<ObjectRow> executing) {
        List<Finding> reasons = new ArrayList<>(0);
        BillingTerms terms = item.billing;
        phase(reasons, item, item.row, terms.leastItemPhase());
        executing.forEach(order -> phase(reasons, item, order, terms.leastExecutionPhase()));
        needs(reasons, item);
        return reasons;
    }

    /**
     * A key date before that of a bill that stands can bill only what was posted late: refused unless the installation allows
     * it, as it is mostly a slip (D-79, G-15).
     */
    private void earlier(ItemOfRoot item, LocalDate billedUpTo) {
        LocalDate keyDate = inputs.order.keyDate();
        if (!keyDate.isBefore(billedUpTo)) {
            return;
        }
        String message = "%s was billed up to %s already; up to %s there is only what was posted late"
                .formatted(item.ref(), billedUpTo, keyDate);
        if (inputs.allowEarlierDate) {
            item.notes.add(Finding.warning(EARLIER, message).withRule("D-79"));
        } else {
            item.reasons.add(Finding.error(EARLIER, "keyDate", message + ": take a key date from then on")
                    .withRule("D-79"));
        }
    }

    private void phase(List<Finding> reasons, ItemOfRoot item, ObjectRow row, Phase least) {
        if (row.phase().atLeast(least)) {
            return;
        }
        reasons.add(Finding.error(
                "STATUS",
                "status",
                "%s has status '%s', but billing relevance '%s' of %s needs %s"
                        .formatted(row.ref(), row.status(), item.relevance.id(), item.ref(), statuses(row, least))));
    }

    private String statuses(ObjectRow row, Phase least) {
        try {
            List<String> statuses = inputs.lifeCycle(row.ref().kind())
                    .map(cycle -> cycle.phases().entrySet().stream()
                            .filter(entry -> entry.getValue().atLeast(least))
                            .map(entry -> "'" + entry.getKey() + "'")
                            .toList())
                    .orElse(List.of());
            return statuses.isEmpty() ? "phase " + least : String.join(" or ", statuses);
        } catch (PluginBroke e) {
            return "phase " + least;
        }
    }

    private void needs(List<Finding> reasons, ItemOfRoot item) {
        for (BillingTerms.Need need : item.billing.needs()) {
            if (need == BillingTerms.Need.DIP_PROFILE) {
                profile(item).ifPresent(reasons::add);
            } else if (need == BillingTerms.Need.BILLING_PLAN && !hasPlan(item)) {
                reasons.add(Finding.error("NO_BILLING_PLAN", "%s has no billing plan".formatted(item.ref()))
                        .withRule("R-25"));
            } else if (need == BillingTerms.Need.BILLING_PLAN) {
                plan(item);
            }
        }
    }

    /** Tells a plan that is not the net value (G-20); what is on its dates is billed all the same. */
    private void plan(ItemOfRoot item) {
        try {
            PlanOfItem.of(store, inputs.plugins(), item.row, item.terms)
                    .flatMap(PlanOfItem::finding)
                    .ifPresent(item.notes::add);
        } catch (PluginBroke e) {
            if (e.gone()) {
                throw e;
            }
            item.away(e.finding());
        }
    }

    private Optional<Finding> profile(ItemOfRoot item) {
        Optional<String> profile = item.terms.dipProfile();
        if (profile.isEmpty()) {
            return Optional.of(Finding.error("NO_DIP_PROFILE", "%s has no DIP profile".formatted(item.ref()))
                    .withRule("R-25"));
        }
        Optional<DipProfile> found = inputs.profile(item);
        if (found.isEmpty()) {
            return Optional.of(Finding.error(
                            "NO_DIP_PROFILE",
                            "There is no DIP profile '%s', which %s names; there are %s"
                                    .formatted(profile.get(), item.ref(), inputs.profiles.ids()))
                    .withRule("D-75"));
        }
        return inputs.usage(item).isPresent()
                ? Optional.empty()
                : Optional.of(Finding.error(
                                "NO_USAGE",
                                "DIP profile '%s' of %s is not for %s, but for %s"
                                        .formatted(
                                                profile.get(),
                                                item.ref(),
                                                inputs.order.usage(),
                                                found.get().usages().stream()
                                                        .map(UsageRow::usage)
                                                        .toList()))
                        .withRule("D-10"));
    }

    /** Whether there is a date, billed or not: a source of a planned kind, if the relevance claims any, or of any it claims. */
    private boolean hasPlan(ItemOfRoot item) {
        Set<String> planned = new HashSet<>(item.billing.sourceKinds());
        planned.removeIf(kind -> !inputs.isPlanned(kind));
        Set<String> kinds = planned.isEmpty() ? item.billing.sourceKinds() : planned;
        Set<Long> objects = store.sources().objects(item.rootRow.id(), kinds);
        return store.objects().byId(objects).values().stream()
                .anyMatch(object -> kinds.stream().anyMatch(kind -> item.takes(kind, object)));
    }
}
