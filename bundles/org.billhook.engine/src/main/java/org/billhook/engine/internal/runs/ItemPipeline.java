package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.Usage;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.core.spi.relevance.BilledToDate;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.Facts;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.Spi;
import org.joda.money.Money;

/**
 * One item from its open sources to its lines, page by page: relevance, decisions, price, values, adjustments. The only path
 * there is: run, preview and why-not differ in their writer alone (law 3).
 */
final class ItemPipeline {

    private static final String STEP = "relevance";

    private final ItemContext item;
    private final OpenStream stream;
    private final DecisionStep decisions;
    private final TakenBack takenBack;
    private final ClerkStep clerk;
    private final PriceStep prices;
    private final ValueStep values;
    private final AdjustmentStep adjustments;
    private final boolean othersDecide;
    private final PageBuilder pages;
    private final FixedPriceStep fixedPrices;
    private final WarrantyCheck warranty;
    private final PluginCall call = new PluginCall();
    private final LongSet spokenFor = new LongSet();
    private List<DraftLine> page = new ArrayList<>();
    private final List<StreamedSource> mentioned = new ArrayList<>();
    private final Set<String> contestedKinds = new TreeSet<>();
    private Money contested;
    /** What the lines of the page are spread over; null if they are billed at their own price. */
    private StreamedSource fixedPrice;

    private boolean written;

    ItemPipeline(ItemContext item, OpenStream stream, long revenueReceiver) {
        this.item = item;
        this.stream = stream;
        contested = Money.zero(item.currency());
        List<Leased<BillingDecision>> deciding = item.inputs.plugins().ranked(Spi.DECISION);
        List<Leased<BillingAdjustment>> adjusting = item.inputs.plugins().ranked(Spi.ADJUSTMENT);
        othersDecide = !deciding.isEmpty() || !adjusting.isEmpty();
        decisions = new DecisionStep(item, deciding);
        prices = new PriceStep(item);
        values = new ValueStep(item);
        takenBack = new TakenBack(item);
        clerk = new ClerkStep(item, prices, values);
        adjustments = new AdjustmentStep(item, values, adjusting);
        fixedPrices = new FixedPriceStep(item);
        pages = new PageBuilder(item, revenueReceiver);
        warranty = new WarrantyCheck(item);
    }

    void run() {
        pages.begin(item.writer.begin(item.item));
        Proposal proposal = new Proposal();
        call.run(item.item.relevance, "propose " + item.ref(), service -> service.propose(proposal, proposal));
        flush();
        requireComplete();
        List<AdjustmentStep.Added> added = new ArrayList<>(0);
        if (pages.lines() > 0) {
            adjustments.finish(pages.net(), added);
            pages.write(List.of(), added, values);
        }
        if (!contestedKinds.isEmpty()) {
            item.findings.add(Finding.warning(
                            "SEVERAL_ITEMS",
                            "Several items bill %s: its sources of kinds %s go to the first, %s, with %s"
                                    .formatted(item.item.root(), contestedKinds, item.ref(), contested))
                    .withRule("O-43"));
        }
        warranty.end();
        item.writer.end(pages.net(), pages.lines());
    }

    /** Notes what the item bills only as it is the first (O-43, O-44). */
    private void contested(DraftLine line) {
        if (item.item.contested.isEmpty()) {
            return;
        }
        boolean here = false;
        for (int i = 0; i < line.billed().size(); i++) {
            StreamedSource source = line.source(i);
            if (item.item.contests(source.kind(), source.objectRow)) {
                contestedKinds.add(source.kind());
                here = true;
            }
        }
        if (here) {
            contested = contested.plus(line.net);
        }
    }

    private void flush() {
        if (!written && (othersDecide || page.size() >= item.inputs.pageSize)) {
            item.toDate.freeze();
        }
        List<DraftLine> lines = clerk.run(decisions.run(fixedPrice == null ? takenBack.apart(page) : page));
        lines = priceRest(lines);
        values.run(lines);
        lines.forEach(values::valueDecided);
        lines.stream().filter(line -> !line.decided.isEmpty()).forEach(values::value);
        if (fixedPrice != null) {
            lines = fixedPrices.run(fixedPrice, lines);
            values.run(lines);
            fixedPrice = null;
        }
        List<AdjustmentStep.Added> added = new ArrayList<>(0);
        lines = adjusted(lines, added);
        lines.forEach(this::contested);
        lines.forEach(warranty::look);
        pages.write(lines, added, values);
        mentioned.forEach(stream::handOn);
        mentioned.clear();
        page = new ArrayList<>();
        written = true;
    }

    /** Lines of a source that the clerk locked go by the adjustments unchanged (D-83), as do those that bill nothing. */
    private List<DraftLine> adjusted(List<DraftLine> lines, List<AdjustmentStep.Added> added) {
        Set<DraftLine> unchanged = new HashSet<>();
        for (DraftLine line : lines) {
            if (line.coversOnly || line.asBilled || isLocked(line)) {
                unchanged.add(line);
            }
        }
        if (unchanged.isEmpty()) {
            return adjustments.run(lines, pages.net(), added);
        }
        List<DraftLine> free = new ArrayList<>(lines);
        free.removeAll(unchanged);
        Set<DraftLine> left = new HashSet<>(adjustments.run(free, pages.net(), added));
        List<DraftLine> all = new ArrayList<>(lines);
        all.removeIf(line -> !left.contains(line) && !unchanged.contains(line));
        return all;
    }

    private boolean isLocked(DraftLine line) {
        return !item.inputs.order.locked().isEmpty()
                && line.item.claims().stream().anyMatch(claim -> item.inputs
                        .order
                        .locked()
                        .contains(claim.source().id()));
    }

    /** Those that the clerk's amounts did not price yet. */
    private List<DraftLine> priceRest(List<DraftLine> lines) {
        List<DraftLine> unpriced = new ArrayList<>(lines.size());
        for (DraftLine line : lines) {
            if (line.conditions == null) {
                unpriced.add(line);
            }
        }
        if (unpriced.isEmpty()) {
            return lines;
        }
        List<DraftLine> priced = fixedPrice == null ? prices.run(unpriced) : prices.runOrCost(unpriced);
        if (unpriced.size() == lines.size()) {
            return priced;
        }
        List<DraftLine> all = new ArrayList<>(lines);
        all.removeIf(line -> line.conditions == null);
        return all;
    }

    private void requireComplete() {
        long count = stream.completed();
        if (count < 0) {
            for (OpenSource source : stream) {
                requireSpokenFor(source);
            }
        } else if (spokenFor.size() < count) {
            for (OpenSource source : stream) {
                requireSpokenFor(source);
            }
            throw fault(
                    "SOURCE_FORGOTTEN",
                    "%d sources are neither claimed nor left open".formatted(count - spokenFor.size()));
        }
    }

    private void requireSpokenFor(OpenSource source) {
        if (!spokenFor.contains(source.id())) {
            throw fault("SOURCE_FORGOTTEN", "source %d is neither claimed nor left open".formatted(source.id()));
        }
    }

    private RootFailed fault(String code, String message) {
        return RootFailed.by(item.item.relevance, STEP, code, message);
    }

    /** What the relevance sees, and what it says. */
    private final class Proposal implements ItemInRun, ProposalSink {

        @Override
        public void propose(DynamicItem proposed) {
            try {
                for (Claim claim : proposed.claims()) {
                    StreamedSource source = mine(claim.source());
                    if (!spokenFor.add(source.id())) {
                        throw fault("CLAIMED_TWICE", "source %d is claimed twice".formatted(source.id()));
                    }
                    mentioned.add(source);
                }
                page.add(new DraftLine(proposed));
                if (page.size() >= item.inputs.pageSize || mentioned.size() >= item.inputs.pageSize) {
                    flush();
                }
            } catch (RuntimeException e) {
                throw call.fail(e);
            }
        }

        @Override
        public void fixedPrice(OpenSource date, List<DynamicItem> items) {
            try {
                StreamedSource price = mine(date);
                if (!price.measure().equals(Measure.of(item.currency()))) {
                    throw fault("NO_FIXED_PRICE", "source %d is no amount in %s".formatted(date.id(), item.currency()));
                }
                if (items.size() > RunInputs.MOST_IN_PAGE) {
                    throw fault(
                            "TOO_MANY_LINES",
                            "a fixed price is spread over at most 1000 items, not %d: a DIP profile can summarize them"
                                    .formatted(items.size()));
                }
                flush();
                List<StreamedSource> claimed = new ArrayList<>();
                claimed.add(price);
                items.forEach(each -> each.claims().forEach(claim -> claimed.add(mine(claim.source()))));
                for (StreamedSource source : claimed) {
                    if (!spokenFor.add(source.id())) {
                        throw fault("CLAIMED_TWICE", "source %d is claimed twice".formatted(source.id()));
                    }
                    mentioned.add(source);
                }
                items.forEach(each -> page.add(new DraftLine(each)));
                fixedPrice = price;
                flush();
            } catch (RuntimeException e) {
                throw call.fail(e);
            }
        }

        @Override
        public void leaveOpen(OpenSource open, Finding reason) {
            try {
                StreamedSource source = mine(open);
                if (!spokenFor.add(source.id())) {
                    throw fault("CLAIMED_TWICE", "source %d is claimed and left open".formatted(source.id()));
                }
                mentioned.add(source);
                item.leaveOpen(source, reason);
                if (mentioned.size() >= item.inputs.pageSize) {
                    flush();
                }
            } catch (RuntimeException e) {
                throw call.fail(e);
            }
        }

        private StreamedSource mine(OpenSource source) {
            if (source instanceof StreamedSource streamed && streamed.stream == stream) {
                return streamed;
            }
            throw fault("FOREIGN_SOURCE", "source %d is none of this item".formatted(source.id()));
        }

        @Override
        public BillingItem item() {
            return item.item;
        }

        @Override
        public LocalDate keyDate() {
            return item.keyDate();
        }

        @Override
        public Iterable<OpenSource> openSources() {
            return stream;
        }

        @Override
        public Iterable<OpenSource> corrections() {
            return stream.corrections();
        }

        @Override
        public BilledToDate billedToDate() {
            return item.toDate;
        }

        @Override
        public Optional<DipProfile> profile() {
            return item.inputs.profile(item.item);
        }

        @Override
        public Usage usage() {
            return item.inputs.order.usage();
        }

        @Override
        public Facts facts() {
            return item.facts;
        }
    }
}
