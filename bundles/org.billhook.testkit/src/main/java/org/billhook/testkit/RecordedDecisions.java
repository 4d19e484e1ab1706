package org.billhook.testkit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Share;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.core.spi.decision.DecisionPage;
import org.billhook.core.spi.decision.DecisionSink;
import org.billhook.core.spi.relevance.Claim;

/** Keeps what a decision takes out of one page, and finds what is wrong with it. */
public final class RecordedDecisions implements DecisionSink {

    /**
     * One decision.
     *
     * @param what {@code hold until <day>}, {@code write off}, {@code include}, {@code leave open}
     */
    public record Decided(String what, long source, Share share, String reason) {}

    private final Thread caller = Thread.currentThread();
    private final Map<Claim, Share> left = new IdentityHashMap<>();
    private final List<Decided> decided = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private RecordedDecisions(DecisionPage page) {
        page.dynamicItems().forEach(item -> item.claims().forEach(claim -> left.put(claim, claim.share())));
    }

    /** Asks the decision about the page. */
    public static RecordedDecisions of(BillingDecision decision, DecisionPage page) {
        RecordedDecisions decisions = new RecordedDecisions(page);
        decision.decide(page, decisions);
        return decisions;
    }

    @Override
    public void hold(Claim claim, Share share, LocalDate until, String reason) {
        take("hold until " + until, claim, share, reason);
    }

    @Override
    public void writeOff(Claim claim, Share share, String reason) {
        take("write off", claim, share, reason);
    }

    @Override
    public void include(Claim claim, Share share, String reason) {
        take("include", claim, share, reason);
    }

    @Override
    public void leaveOpen(Claim claim, Share share, String reason) {
        take("leave open", claim, share, reason);
    }

    /** Decisions in the order made; equal for equal answers. */
    public List<Decided> decided() {
        return List.copyOf(decided);
    }

    /** Everything that is wrong; empty if core would take the decisions. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private void take(String what, Claim claim, Share share, String reason) {
        if (Thread.currentThread() != caller) {
            faults.add("The sink is used from another thread");
        }
        if (reason.isBlank()) {
            faults.add("Decision '%s' on source %d has no reason"
                    .formatted(what, claim.source().id()));
        }
        decided.add(new Decided(what, claim.source().id(), share, reason));
        Share before = left.get(claim);
        if (before == null) {
            faults.add("The claim on source %d is not of this page"
                    .formatted(claim.source().id()));
        } else if (share.isZero() || !share.isWithin(before)) {
            faults.add("Decision '%s' takes %s of source %d, of which %s is left"
                    .formatted(what, share, claim.source().id(), before));
        } else {
            left.put(claim, before.minus(share));
        }
    }
}
