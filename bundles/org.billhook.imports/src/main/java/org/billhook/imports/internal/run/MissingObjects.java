package org.billhook.imports.internal.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.imports.internal.rows.ReadRow;
import org.billhook.imports.internal.rows.ReadRow.Need;

/**
 * Creates the billing objects that a mapping says to create where they are missing; those that are there are left as they
 * are. Only the ones it created itself, before a kill too, are brought to the statuses of the mapping.
 */
final class MissingObjects {

    /** Beyond this many the known ones are forgotten and asked for again, so that memory stays bounded. */
    private static final int MOST_KNOWN = 100_000;

    private final BillingObjects objects;
    private final Actor actor;
    private final UploadFolder folder;
    private final Set<ObjectRef> ours;
    private final Set<ObjectRef> known = new HashSet<>();
    private final Map<ObjectRef, List<Finding>> failed = new HashMap<>();

    MissingObjects(BillingObjects objects, Actor actor, UploadFolder folder) throws IOException {
        this.objects = objects;
        this.actor = actor;
        this.folder = folder;
        ours = folder.creating();
    }

    /** The same rows, those refused whose objects can't be there. */
    List<ReadRow> ensure(List<ReadRow> page) throws IOException {
        int most = page.stream().mapToInt(row -> row.objects().size()).max().orElse(0);
        for (int place = 0; place < most; place++) {
            create(wanted(page, place));
        }
        List<ReadRow> rows = page.stream().map(this::refusedIfFailed).toList();
        failed.clear();
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return rows;
    }

    /** What the rows of a page need, of one place in the list of the mapping, so that parents come first. */
    private Map<ObjectRef, Need> wanted(List<ReadRow> page, int place) {
        Map<ObjectRef, Need> wanted = new LinkedHashMap<>();
        for (ReadRow row : page) {
            if (row.objects().size() > place) {
                Need need = row.objects().get(place);
                if (!known.contains(need.ref()) && !failed.containsKey(need.ref())) {
                    wanted.putIfAbsent(need.ref(), need);
                }
            }
        }
        return wanted;
    }

    private void create(Map<ObjectRef, Need> wanted) throws IOException {
        List<Need> missing = new ArrayList<>();
        for (Need need : wanted.values()) {
            Optional<StoredObject> found = objects.find(need.ref());
            if (found.isEmpty()) {
                missing.add(need);
            } else if (ours.contains(need.ref())) {
                finish(found.get(), need);
            } else {
                known.add(need.ref());
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        Set<ObjectRef> refs = new HashSet<>();
        missing.forEach(need -> refs.add(need.ref()));
        folder.noteCreating(refs);
        ours.addAll(refs);
        try {
            create(missing);
        } catch (BillhookException e) {
            // one of them is wrong and took the others with it: each by itself tells which
            missing.forEach(this::createAlone);
        }
    }

    private void create(List<Need> needs) {
        List<StoredObject> created = objects.createMissing(
                needs.stream().map(need -> need.draft().get()).toList(), actor);
        Map<ObjectRef, StoredObject> byRef = new HashMap<>();
        created.forEach(object -> byRef.put(object.ref(), object));
        for (Need need : needs) {
            StoredObject object = byRef.get(need.ref());
            finish(object == null ? objects.get(need.ref()) : object, need);
        }
    }

    private void createAlone(Need need) {
        try {
            create(List.of(need));
        } catch (BillhookException e) {
            fail(need, "can't be created", e);
        }
    }

    /** Goes on from the status that the object has reached. */
    private void finish(StoredObject object, Need need) {
        try {
            StoredObject now = object;
            int reached = need.statuses().indexOf(now.status());
            for (String status :
                    need.statuses().subList(reached + 1, need.statuses().size())) {
                now = objects.change(now.ref(), now.version(), BillingObjects.Change.ofStatus(status), actor);
            }
            known.add(need.ref());
        } catch (BillhookException e) {
            fail(need, "can't be brought to status " + String.join(", ", need.statuses()), e);
        }
    }

    private void fail(Need need, String what, BillhookException reason) {
        if (reason.type() == BillhookException.Type.UNAVAILABLE) {
            throw reason;
        }
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : reason.findings()) {
            findings.add(new Finding(
                    finding.severity(),
                    "OBJECT_NOT_CREATED",
                    finding.field(),
                    finding.rule(),
                    "%s %s: %s".formatted(need.ref(), what, finding.message())));
        }
        failed.put(need.ref(), findings);
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
