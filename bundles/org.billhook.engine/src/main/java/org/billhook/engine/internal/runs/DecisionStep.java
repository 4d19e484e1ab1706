package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.ledger.ActKind;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.core.spi.decision.DecisionPage;
import org.billhook.core.spi.decision.DecisionSink;
import org.billhook.core.spi.relevance.BilledToDate;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.Facts;
import org.billhook.engine.internal.registry.Leased;

/** Asks the decisions of plugins, by ascending rank: each takes shares of claims out of what will be billed. */
final class DecisionStep {

    private static final String STEP = "decision";

    private final ItemContext item;
    private final List<Leased<BillingDecision>> decisions;

    DecisionStep(ItemContext item, List<Leased<BillingDecision>> decisions) {
        this.item = item;
        this.decisions = decisions;
    }

    /** @return the lines of which something is still to be billed */
    List<DraftLine> run(List<DraftLine> lines) {
        List<DraftLine> left = lines;
        for (Leased<BillingDecision> decision : decisions) {
            if (!left.isEmpty()) {
                Answers answers = new Answers(decision, left);
                answers.call.run(decision, "decide " + item.ref(), service -> service.decide(answers, answers));
                left = answers.apply();
            }
        }
        return left;
    }

    /** What one decision sees, and what it says. */
    private final class Answers implements DecisionPage, DecisionSink {
        private final PluginCall call = new PluginCall();
        private final Leased<BillingDecision> decision;
        private final List<DraftLine> lines;
        private final Map<Long, Taken> bySource = new HashMap<>();

        Answers(Leased<BillingDecision> decision, List<DraftLine> lines) {
            this.decision = decision;
            this.lines = lines;
            for (DraftLine line : lines) {
                for (Claim claim : line.item.claims()) {
                    bySource.put(claim.source().id(), new Taken(line, claim));
                }
            }
        }

        private void take(ActKind kind, Claim claim, Share share, Optional<LocalDate> until, String reason) {
            Taken taken = bySource.get(claim.source().id());
            if (taken == null) {
                throw fault(
                        "FOREIGN_CLAIM",
                        "source %d is not on the page".formatted(claim.source().id()));
            }
            if (share.isZero() || !share.measure().equals(taken.left.measure()) || !share.isWithin(taken.left)) {
                throw fault(
                        "CLAIM_EXCEEDED",
                        "%s of source %d exceeds what is to be billed of it: %s"
                                .formatted(share, claim.source().id(), taken.left));
            }
            taken.left = taken.left.minus(share);
            taken.line.change(decision.id(), kind == null ? "leave open" : word(kind), reason);
            StreamedSource source = (StreamedSource) taken.claim.source();
            if (kind == null) {
                item.leaveOpen(source, Finding.warning("DECIDED", reason));
            } else {
                taken.line.decided.add(new Decided(source, kind, share, until, reason, Optional.empty()));
            }
        }

        private RuntimeException fault(String code, String message) {
            return call.fail(RootFailed.by(decision, STEP, code, message));
        }

        private static String word(ActKind kind) {
            return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }

        List<DraftLine> apply() {
            List<DraftLine> left = new ArrayList<>(lines.size());
            for (DraftLine line : lines) {
                List<Share> shares = new ArrayList<>(line.item.claims().size());
                boolean changed = false;
                for (Claim claim : line.item.claims()) {
                    Taken taken = bySource.get(claim.source().id());
                    changed |= taken.left.value().compareTo(claim.share().value()) != 0;
                    shares.add(taken.left);
                }
                if (!changed || item.reduced(line, shares)) {
                    left.add(line);
                }
            }
            return left;
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
        public List<DynamicItem> dynamicItems() {
            List<DynamicItem> items = new ArrayList<>(lines.size());
            lines.forEach(line -> items.add(line.item));
            return items;
        }

        @Override
        public BilledToDate billedToDate() {
            return item.toDate;
        }

        @Override
        public Share includedInRun(String sourceKind, Measure measure, LocalDate from, LocalDate to) {
            return item.tally.sum(ActKind.INCLUDE, sourceKind, measure, Optional.of(from), to);
        }

        @Override
        public Facts facts() {
            return item.facts;
        }

        @Override
        public void hold(Claim claim, Share share, LocalDate until, String reason) {
            take(ActKind.HOLD, claim, share, Optional.of(until), reason);
        }

        @Override
        public void writeOff(Claim claim, Share share, String reason) {
            take(ActKind.WRITE_OFF, claim, share, Optional.empty(), reason);
        }

        @Override
        public void include(Claim claim, Share share, String reason) {
            take(ActKind.INCLUDE, claim, share, Optional.empty(), reason);
        }

        @Override
        public void leaveOpen(Claim claim, Share share, String reason) {
            take(null, claim, share, Optional.empty(), reason);
        }
    }

    private static final class Taken {
        private final DraftLine line;
        private final Claim claim;
        private Share left;

        Taken(DraftLine line, Claim claim) {
            this.line = line;
            this.claim = claim;
            this.left = claim.share();
        }
    }
}
