package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.engine.port.LedgerStore.SettledPart;
import org.billhook.engine.port.Store;
import org.joda.money.CurrencyUnit;

/** What the steps of the pipeline share while they work on one item. */
final class ItemContext {

    final Store store;
    final RunInputs inputs;
    final ItemOfRoot item;
    final FrozenFacts facts;
    final BillWriter writer;
    final Tally tally = new Tally();
    final LedgerToDate toDate;
    final Findings findings;
    private final Function<Collection<Long>, List<SettledPart>> settledParts;
    private final List<Decided> orphans = new ArrayList<>(0);
    private final Map<Long, List<SettledPart>> settled = new HashMap<>();

    /** @param settledParts reads the parts of sources that are settled and stand */
    ItemContext(
            Store store,
            RunInputs inputs,
            ItemOfRoot item,
            FrozenFacts facts,
            BillWriter writer,
            boolean writes,
            Findings findings,
            Function<Collection<Long>, List<SettledPart>> settledParts) {
        this.store = store;
        this.inputs = inputs;
        this.item = item;
        this.facts = facts;
        this.writer = writer;
        this.findings = findings;
        this.settledParts = settledParts;
        toDate = new LedgerToDate(store, item, tally, writes);
    }

    ObjectRef ref() {
        return item.ref();
    }

    LocalDate keyDate() {
        return inputs.order.keyDate();
    }

    CurrencyUnit currency() {
        return item.currency();
    }

    void leaveOpen(OpenSource source, Finding reason) {
        findings.count(reason);
        writer.leftOpen(source, reason);
    }

    /** All that the line would still bill stays open; what was decided before is done. */
    void leaveOpen(DraftLine line, Finding reason) {
        line.item.claims().forEach(claim -> leaveOpen(claim.source(), reason));
        orphans.addAll(line.decided);
    }

    /** Cuts a line to new shares of its claims; false if nothing of it is left. */
    boolean reduced(DraftLine line, List<Share> shares) {
        Optional<DynamicItem> cut = DynamicItems.cut(line, shares);
        cut.ifPresent(item -> line.item = item);
        if (cut.isEmpty()) {
            orphans.addAll(line.decided);
        }
        return cut.isPresent();
    }

    /** Decisions of lines of which nothing is billed. */
    List<Decided> takeOrphans() {
        List<Decided> taken = List.copyOf(orphans);
        orphans.clear();
        return taken;
    }

    /** Reads the settled parts of the sources of a page that were settled in part before; mostly there are none. */
    void readSettled(List<DraftLine> lines) {
        settled.clear();
        List<Long> partly = new ArrayList<>(0);
        for (DraftLine line : lines) {
            for (int i = 0; i < line.item.claims().size(); i++) {
                if (!line.source(i).whole) {
                    partly.add(line.source(i).id());
                }
            }
        }
        for (int from = 0; from < partly.size(); from += 1000) {
            List<Long> ids = partly.subList(from, Math.min(partly.size(), from + 1000));
            for (SettledPart part : settledParts.apply(ids)) {
                settled.computeIfAbsent(part.source(), id -> new ArrayList<>(1)).add(part);
            }
        }
    }

    /** The same of one source that is in no line. */
    List<SettledPart> settledOf(StreamedSource source) {
        return source.whole ? List.of() : settledParts.apply(List.of(source.id()));
    }

    List<SettledPart> settled(long source) {
        return settled.getOrDefault(source, List.of());
    }
}
