package org.billhook.engine.internal.sources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;

/** Asks the kind of each row, kind by kind. A kind that is away or breaks refuses its rows, never those of others. */
final class KindChecks {

    private final Snapshot plugins;

    KindChecks(Snapshot plugins) {
        this.plugins = plugins;
    }

    void check(List<PageRow> rows) {
        Map<String, List<PageRow>> byKind = new LinkedHashMap<>();
        for (PageRow row : rows) {
            byKind.computeIfAbsent(row.draft.kind(), kind -> new ArrayList<>()).add(row);
        }
        byKind.forEach(this::check);
    }

    private void check(String kind, List<PageRow> rows) {
        Optional<Leased<SourceType>> type = plugins.find(Spi.SOURCE, kind);
        if (type.isEmpty()) {
            Finding missing = Finding.error(
                    "UNKNOWN_KIND", "kind", "No installed bundle owns the source kind '%s'".formatted(kind));
            rows.forEach(row -> row.refuse(missing));
            return;
        }
        try {
            ask(type.get(), rows);
        } catch (PluginBroke e) {
            rows.forEach(row -> row.refuse(e.finding()));
        }
    }

    private static void ask(Leased<SourceType> type, List<PageRow> rows) {
        SourceTerms terms = type.call("terms of " + type.id(), SourceType::terms);
        if (terms.owned()) {
            rows.forEach(row -> row.refuse(owned(row.draft)));
            return;
        }
        List<SourceDraft> drafts = new ArrayList<>(rows.size());
        rows.forEach(row -> drafts.add(row.draft));
        Verdicts verdicts = new Verdicts(rows, who(type));
        type.call("check " + type.id(), service -> {
            service.check(List.copyOf(drafts), verdicts);
            return terms;
        });
        verdicts.end(terms);
    }

    private static Finding owned(SourceDraft draft) {
        return Finding.error(
                        "OWNED_KIND",
                        "kind",
                        "Sources of kind '%s' are not posted by hand: an object posts its own when it is created or changed; nothing was posted on %s"
                                .formatted(draft.kind(), draft.object()))
                .withRule("G-21");
    }

    private static String who(Leased<?> plugin) {
        return "%s '%s' of %s %s".formatted(plugin.spi().name(), plugin.id(), plugin.bundle(), plugin.version());
    }

    /** Keeps the verdicts apart until the call has ended well. */
    private static final class Verdicts implements SourceSink {
        private final List<PageRow> rows;
        private final String who;
        private final SourceDraft[] accepted;
        private final List<List<Finding>> findings = new ArrayList<>();

        Verdicts(List<PageRow> rows, String who) {
            this.rows = rows;
            this.who = who;
            accepted = new SourceDraft[rows.size()];
            rows.forEach(row -> findings.add(null));
        }

        @Override
        public void accept(int index, SourceDraft draft, List<Finding> warnings) {
            SourceDraft sent = rows.get(index).draft;
            boolean same = draft.kind().equals(sent.kind())
                    && draft.object().equals(sent.object())
                    && draft.externalId().equals(sent.externalId());
            if (!same || warnings.stream().anyMatch(Finding::isError)) {
                verdict(index, List.of(broken("accepted a row as another one, or with an error")));
                return;
            }
            accepted[index] = draft;
            verdict(index, warnings);
        }

        @Override
        public void refuse(int index, List<Finding> reasons) {
            boolean error = reasons.stream().anyMatch(Finding::isError);
            verdict(index, error ? reasons : List.of(broken("refused a row without an error")));
        }

        private void verdict(int index, List<Finding> reasons) {
            if (findings.get(index) != null) {
                accepted[index] = null;
                findings.set(index, List.of(broken("told twice about a row")));
            } else {
                findings.set(index, List.copyOf(reasons));
            }
        }

        private Finding broken(String what) {
            return Finding.error("PLUGIN_BROKE", who + " " + what);
        }

        void end(SourceTerms terms) {
            for (int i = 0; i < accepted.length; i++) {
                PageRow row = rows.get(i);
                if (accepted[i] == null) {
                    List<Finding> reasons = findings.get(i);
                    row.refuse(reasons == null ? List.of(broken("said nothing about a row")) : reasons);
                } else {
                    row.accept(accepted[i], terms, findings.get(i));
                }
            }
        }
    }
}
