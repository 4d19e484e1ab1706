package org.billhook.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;

/** Keeps what a relevance proposes for one item, and finds what is wrong with it. */
public final class RecordedProposal implements ProposalSink {

    private final Thread caller = Thread.currentThread();
    private final List<DynamicItem> items = new ArrayList<>();
    private final Map<Long, Finding> leftOpen = new LinkedHashMap<>();
    private final Map<Long, Share> claimed = new LinkedHashMap<>();
    private final Map<Long, List<DynamicItem>> fixedPrices = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private RecordedProposal() {}

    /** Asks the relevance about the item. */
    public static RecordedProposal of(BillingRelevance relevance, ItemInRun item) {
        RecordedProposal proposal = new RecordedProposal();
        relevance.propose(item, proposal);
        proposal.compare(item);
        return proposal;
    }

    @Override
    public void propose(DynamicItem item) {
        requireCaller();
        items.add(item);
        for (Claim claim : item.claims()) {
            claimed.merge(claim.source().id(), claim.share(), Share::plus);
        }
    }

    @Override
    public void leaveOpen(OpenSource source, Finding reason) {
        requireCaller();
        if (leftOpen.put(source.id(), reason) != null) {
            faults.add("Source %d is left open twice".formatted(source.id()));
        }
        if (reason.message().isBlank()) {
            faults.add("Source %d is left open without a reason".formatted(source.id()));
        }
    }

    @Override
    public void fixedPrice(OpenSource date, List<DynamicItem> priced) {
        if (!date.measure().isAmount()) {
            faults.add("Source %d is no amount, so that it is no fixed price".formatted(date.id()));
        }
        priced.forEach(this::propose);
        claimed.merge(date.id(), date.open(), Share::plus);
        fixedPrices.put(date.id(), List.copyOf(priced));
    }

    /** Dynamic items at a fixed price, by id of the source that it is. */
    public Map<Long, List<DynamicItem>> fixedPrices() {
        return Map.copyOf(fixedPrices);
    }

    /** Dynamic items in the order proposed, those at a fixed price among them. */
    public List<DynamicItem> items() {
        return List.copyOf(items);
    }

    /** Reasons by id of the source left open. */
    public Map<Long, Finding> leftOpen() {
        return Map.copyOf(leftOpen);
    }

    /** Everything that is wrong; empty if core would take the proposal. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** The proposal as text, equal for equal proposals. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (DynamicItem item : items) {
            List<String> claims = item.claims().stream()
                    .map(claim -> claim.source().id() + ": " + claim.share())
                    .toList();
            lines.add("%s '%s' %s %s"
                    .formatted(item.quantity(), item.text(), new java.util.TreeMap<>(item.characteristics()), claims));
        }
        fixedPrices.forEach((id, priced) -> lines.add("%d is spread over %d items".formatted(id, priced.size())));
        leftOpen.forEach((id, reason) -> lines.add("%d stays open: %s".formatted(id, reason)));
        return lines;
    }

    private void requireCaller() {
        if (Thread.currentThread() != caller) {
            faults.add("The sink is used from another thread");
        }
    }

    private void compare(ItemInRun item) {
        Map<Long, OpenSource> given = new LinkedHashMap<>();
        item.openSources().forEach(source -> given.put(source.id(), source));
        for (OpenSource source : given.values()) {
            boolean isClaimed = claimed.containsKey(source.id());
            boolean isLeft = leftOpen.containsKey(source.id());
            if (!isClaimed && !isLeft) {
                faults.add("Source %d is neither claimed nor left open".formatted(source.id()));
            } else if (isClaimed && isLeft) {
                faults.add("Source %d is both claimed and left open".formatted(source.id()));
            } else if (isClaimed && !claimed.get(source.id()).isWithin(source.open())) {
                faults.add("Claims of %s on source %d exceed what is open: %s"
                        .formatted(claimed.get(source.id()), source.id(), source.open()));
            }
        }
        for (Map<Long, ?> named : List.of(claimed, leftOpen)) {
            named.keySet().stream()
                    .filter(id -> !given.containsKey(id))
                    .forEach(id -> faults.add("Source %d was not given".formatted(id)));
        }
    }
}
