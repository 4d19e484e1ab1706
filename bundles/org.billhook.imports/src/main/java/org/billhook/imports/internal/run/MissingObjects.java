package org.billhook.imports.internal.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingObjects.Needed;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.imports.internal.rows.ReadRow;
import org.billhook.imports.internal.rows.ReadRow.Need;

/**
 * Creates the billing objects that a mapping says to create where they are missing, in the statuses of the mapping; those that
 * are there are left as they are. An object is there as a whole or not at all, after a kill too.
 */
final class MissingObjects {

    /** Beyond this many the known ones are forgotten and asked for again, so that memory stays bounded. */
    private static final int MOST_KNOWN = 100_000;

    private final BillingObjects objects;
    private final Actor actor;
    private final Set<ObjectRef> known = new HashSet<>();
    private final Map<ObjectRef, List<Finding>> failed = new HashMap<>();

    MissingObjects(BillingObjects objects, Actor actor) {
        this.objects = objects;
        this.actor = actor;
    }

    /** The same rows, those refused whose objects can't be there. */
    List<ReadRow> ensure(List<ReadRow> page) {
        Collection<Need> needs = unknown(page);
        if (!needs.isEmpty()) {
            try {
                create(needs);
            } catch (BillhookException e) {
                // one of them is wrong and took the others with it: each by itself tells which
                needs.forEach(this::createAlone);
            }
        }
        List<ReadRow> rows = failed.isEmpty()
                ? page
                : page.stream().map(this::refusedIfFailed).toList();
        failed.clear();
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return rows;
    }

    /** What the rows of a page need, by its place in the list of the mapping, so that parents come first. */
    private Collection<Need> unknown(List<ReadRow> page) {
        int most = page.stream().mapToInt(row -> row.objects().size()).max().orElse(0);
        Map<ObjectRef, Need> needs = new LinkedHashMap<>();
        for (int place = 0; place < most; place++) {
            for (ReadRow row : page) {
                if (row.objects().size() > place) {
                    Need need = row.objects().get(place);
                    if (!known.contains(need.ref())) {
                        needs.putIfAbsent(need.ref(), need);
                    }
                }
            }
        }
        return needs.values();
    }

    /** All of them or none. */
    private void create(Collection<Need> needs) {
        List<Needed> needed = new ArrayList<>(needs.size());
        needs.forEach(need -> needed.add(new Needed(need.draft().get(), need.statuses())));
        objects.createMissing(needed, actor);
        needs.forEach(need -> known.add(need.ref()));
    }

    private void createAlone(Need need) {
        try {
            create(List.of(need));
        } catch (BillhookException e) {
            if (e.type() == BillhookException.Type.UNAVAILABLE) {
                throw e;
            }
            List<Finding> findings = new ArrayList<>();
            for (Finding finding : e.findings()) {
                findings.add(new Finding(
                        finding.severity(),
                        "OBJECT_NOT_CREATED",
                        finding.field(),
                        finding.rule(),
                        "%s can't be created: %s".formatted(need.ref(), finding.message())));
            }
            failed.put(need.ref(), findings);
        }
    }

    private ReadRow refusedIfFailed(ReadRow row) {
        return row.objects().stream()
                .map(need -> failed.get(need.ref()))
                .filter(findings -> findings != null)
                .findFirst()
                .map(row::refusedFor)
                .orElse(row);
    }
}
