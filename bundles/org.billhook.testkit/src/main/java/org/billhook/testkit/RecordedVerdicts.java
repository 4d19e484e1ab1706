package org.billhook.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceType;

/** Keeps what a source kind says to a page of rows, and finds what is wrong with it. */
public final class RecordedVerdicts implements SourceSink {

    private final Thread caller = Thread.currentThread();
    private final List<SourceDraft> page;
    private final Map<Integer, SourceDraft> accepted = new TreeMap<>();
    private final Map<Integer, List<Finding>> findings = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private RecordedVerdicts(List<SourceDraft> page) {
        this.page = page;
    }

    /** Asks the source kind about the page. */
    public static RecordedVerdicts of(SourceType type, List<SourceDraft> page) {
        RecordedVerdicts verdicts = new RecordedVerdicts(List.copyOf(page));
        type.check(verdicts.page, verdicts);
        for (int i = 0; i < page.size(); i++) {
            if (!verdicts.findings.containsKey(i)) {
                verdicts.faults.add("Row %d got no verdict".formatted(i));
            }
        }
        return verdicts;
    }

    @Override
    public void accept(int index, SourceDraft draft, List<Finding> warnings) {
        requireOpen(index);
        accepted.put(index, draft);
        findings.put(index, List.copyOf(warnings));
        if (warnings.stream().anyMatch(Finding::isError)) {
            faults.add("Row %d is accepted with an error".formatted(index));
        }
        if (index >= 0 && index < page.size()) {
            requireSameIdentity(index, draft);
        }
        draft.characteristics().forEach((name, value) -> {
            if (value.isEmpty() || value.length() > 120) {
                faults.add("Row %d: characteristic '%s' must have 1 to 120 characters".formatted(index, name));
            }
        });
    }

    @Override
    public void refuse(int index, List<Finding> errors) {
        requireOpen(index);
        findings.put(index, List.copyOf(errors));
        if (errors.stream().noneMatch(Finding::isError)) {
            faults.add("Row %d is refused without an error".formatted(index));
        }
    }

    /** Whether the row was accepted. */
    public boolean isAccepted(int index) {
        return accepted.containsKey(index);
    }

    /** The row as it was accepted; empty if it was refused. */
    public Optional<SourceDraft> accepted(int index) {
        return Optional.ofNullable(accepted.get(index));
    }

    /** Warnings of an accepted row, errors of a refused one. */
    public List<Finding> findings(int index) {
        return findings.getOrDefault(index, List.of());
    }

    /** Everything that is wrong; empty if core would take the verdicts. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** The verdicts as text, equal for equal verdicts. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        accepted.forEach((index, draft) -> lines.add("%d %s %s %s %s %s"
                .formatted(
                        index,
                        draft.posted(),
                        draft.serviceDate(),
                        draft.text(),
                        draft.billable(),
                        new TreeMap<>(draft.characteristics()))));
        lines.add(findings.toString());
        return lines;
    }

    private void requireOpen(int index) {
        if (Thread.currentThread() != caller) {
            faults.add("The sink is used from another thread");
        }
        if (index < 0 || index >= page.size()) {
            faults.add("There is no row %d".formatted(index));
        }
        if (findings.containsKey(index)) {
            faults.add("Row %d is answered twice".formatted(index));
        }
    }

    private void requireSameIdentity(int index, SourceDraft draft) {
        SourceDraft given = page.get(index);
        boolean same = draft.kind().equals(given.kind())
                && draft.object().equals(given.object())
                && draft.externalId().equals(given.externalId());
        if (!same) {
            faults.add("Row %d is accepted with another kind, object or external id".formatted(index));
        }
    }
}
