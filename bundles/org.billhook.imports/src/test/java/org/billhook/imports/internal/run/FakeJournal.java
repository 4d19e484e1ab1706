package org.billhook.imports.internal.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Actor;
import org.billhook.core.api.ImportJournal;
import org.billhook.core.api.ImportJournal.RowResult.Outcome;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.source.SourceDraft;

/** A journal in memory that keeps the promises of the interface: one posting per external id, page by page. */
final class FakeJournal implements ImportJournal {

    final Map<String, SourceDraft> posted = new LinkedHashMap<>();
    final List<RowResult> results = new ArrayList<>();
    final List<Integer> pages = new ArrayList<>();

    /** Those that a check finds. */
    final Set<ObjectRef> objects = new HashSet<>();

    /** Pages after which the next one meets a dead server; -1 for never. */
    int dieAfterPages = -1;

    private final Map<Long, Import> imports = new HashMap<>();

    /** What a killed server shows: nothing is journalled and nothing is caught on the way. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Import open(String mapping, long mappingVersion, String file, String checksum, Actor actor) {
        long id = imports.size() + 1L;
        Import opened = new Import(
                id,
                mapping,
                mappingVersion,
                file,
                checksum,
                State.RUNNING,
                0,
                0,
                0,
                0,
                0,
                actor.name(),
                Instant.EPOCH,
                Optional.empty());
        imports.put(id, opened);
        return opened;
    }

    @Override
    public List<RowResult> post(long importId, String origin, List<Row> rows, Changed changed, Turn turn) {
        turn.comes(ChronoUnit.FOREVER.getDuration());
        if (dieAfterPages == pages.size()) {
            dieAfterPages = -1;
            throw new Killed();
        }
        pages.add(rows.size());
        List<RowResult> page = new ArrayList<>();
        for (Row row : rows) {
            page.add(result(origin, row));
        }
        results.addAll(page);
        Import now = imports.get(importId);
        imports.put(
                importId,
                new Import(
                        importId,
                        now.mapping(),
                        now.mappingVersion(),
                        now.file(),
                        now.checksum(),
                        now.state(),
                        rows.get(rows.size() - 1).number(),
                        now.posted() + count(page, Outcome.POSTED),
                        now.unchanged() + count(page, Outcome.UNCHANGED),
                        now.refused() + count(page, Outcome.REFUSED),
                        now.skipped() + count(page, Outcome.SKIPPED),
                        now.actor(),
                        now.startedAt(),
                        now.endedAt()));
        return page;
    }

    @Override
    public List<RowResult> check(String origin, List<Row> rows, Changed changed, Set<ObjectRef> created) {
        Map<String, SourceDraft> before = new LinkedHashMap<>(posted);
        List<RowResult> page =
                rows.stream().map(row -> checked(origin, row, created)).toList();
        posted.clear();
        posted.putAll(before);
        return page;
    }

    private RowResult checked(String origin, Row row, Set<ObjectRef> created) {
        Optional<ObjectRef> object = row.draft().map(SourceDraft::object);
        if (object.isPresent() && !objects.contains(object.get()) && !created.contains(object.get())) {
            return new RowResult(
                    row.number(),
                    Outcome.REFUSED,
                    Optional.empty(),
                    List.of(Finding.error(
                            "UNKNOWN_OBJECT", "There is no billing object '%s'".formatted(object.get()))));
        }
        return result(origin, row);
    }

    private RowResult result(String origin, Row row) {
        if (row.draft().isEmpty()) {
            return new RowResult(
                    row.number(), row.skipped() ? Outcome.SKIPPED : Outcome.REFUSED, Optional.empty(), row.findings());
        }
        SourceDraft draft = row.draft().get();
        SourceDraft before = posted.putIfAbsent(origin + "/" + draft.externalId(), draft);
        if (before == null) {
            return new RowResult(row.number(), Outcome.POSTED, Optional.of(posted.size() + 0L), row.findings());
        }
        return content(before).equals(content(draft))
                ? new RowResult(row.number(), Outcome.UNCHANGED, Optional.of(1L), row.findings())
                : new RowResult(
                        row.number(),
                        Outcome.REFUSED,
                        Optional.empty(),
                        List.of(Finding.error("DIFFERENT_CONTENT", "externalId", "posted with other content")));
    }

    private static List<Object> content(SourceDraft draft) {
        return List.of(
                draft.kind(),
                draft.object(),
                draft.posted(),
                draft.serviceDate(),
                draft.text(),
                draft.billable(),
                draft.characteristics());
    }

    private static long count(List<RowResult> page, Outcome outcome) {
        return page.stream().filter(result -> result.outcome() == outcome).count();
    }

    @Override
    public Import end(long importId, State state) {
        Import now = imports.get(importId);
        Import ended = new Import(
                importId,
                now.mapping(),
                now.mappingVersion(),
                now.file(),
                now.checksum(),
                state,
                now.rows(),
                now.posted(),
                now.unchanged(),
                now.refused(),
                now.skipped(),
                now.actor(),
                now.startedAt(),
                Optional.of(Instant.EPOCH));
        imports.put(importId, ended);
        return ended;
    }

    @Override
    public Optional<Import> find(long importId) {
        return Optional.ofNullable(imports.get(importId));
    }

    @Override
    public Page<Import> list(Page.Request page) {
        return new Page<>(List.copyOf(imports.values()), Optional.empty());
    }

    @Override
    public Page<RowResult> results(long importId, Optional<Outcome> outcome, Page.Request page) {
        return new Page<>(
                results.stream()
                        .filter(result -> outcome.isEmpty() || outcome.get() == result.outcome())
                        .toList(),
                Optional.empty());
    }
}
