package org.billhook.engine.internal.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.Sources;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.engine.port.SourceRow;

/** A row of a page on its way into the ledger. */
final class PageRow {

    final byte[] fingerprint;
    SourceDraft draft;
    boolean actual;

    /** The posting whose external id the row is to have; null where there is none. */
    SourceRow before;

    /** Whether that one must be reversed first. */
    boolean corrects;

    private final List<Finding> findings = new ArrayList<>(0);
    private Sources.Outcome outcome;
    private long id;
    private PageRow first;

    PageRow(SourceDraft draft, byte[] fingerprint) {
        this.draft = draft;
        this.fingerprint = fingerprint;
    }

    boolean undecided() {
        return outcome == null;
    }

    void refuse(Finding finding) {
        refuse(List.of(finding));
    }

    void refuse(List<Finding> reasons) {
        outcome = Sources.Outcome.REFUSED;
        findings.addAll(reasons);
    }

    void accept(SourceDraft completed, SourceTerms terms, List<Finding> warnings) {
        draft = completed;
        actual = terms.nature().isCostOrRevenue();
        findings.addAll(warnings);
    }

    void warn(Finding warning) {
        findings.add(warning);
    }

    void replaces(SourceRow posted, boolean mustBeReversed) {
        before = posted;
        corrects = mustBeReversed;
    }

    void unchanged(long existing) {
        outcome = Sources.Outcome.UNCHANGED;
        id = existing;
    }

    /** Repeats an earlier row of the same page, so it ends as that one does. */
    void repeats(PageRow earlier) {
        first = earlier;
        outcome = Sources.Outcome.UNCHANGED;
    }

    void posted(long newId) {
        outcome = Sources.Outcome.POSTED;
        id = newId;
    }

    /** Would be posted; nothing is. */
    void postable() {
        outcome = Sources.Outcome.POSTED;
    }

    Sources.Result result() {
        if (first != null) {
            Sources.Result same = first.result();
            return same.outcome() == Sources.Outcome.REFUSED
                    ? same
                    : new Sources.Result(Sources.Outcome.UNCHANGED, same.id(), List.of());
        }
        Optional<Long> source = id == 0 ? Optional.empty() : Optional.of(id);
        return new Sources.Result(outcome, source, List.copyOf(findings));
    }
}
