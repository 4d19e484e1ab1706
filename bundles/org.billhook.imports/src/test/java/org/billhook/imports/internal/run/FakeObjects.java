package org.billhook.imports.internal.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Page;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;

/** Objects in memory: created as a whole or not at all, and refused by key. */
final class FakeObjects implements BillingObjects {

    final Map<ObjectRef, StoredObject> stored = new LinkedHashMap<>();
    /** How many objects each call created. */
    final List<Integer> created = new ArrayList<>();

    /** Why an object of a key is refused. */
    final Map<String, String> refused = new HashMap<>();

    /** Changes of status after which the next one meets a dead server; -1 for never. */
    int dieAfterChanges = -1;

    private int changes;

    void put(String ref, String status) {
        store(new Draft(ObjectRef.parse(ref), "there before", Map.of()), status, 1);
    }

    private StoredObject store(Draft draft, String status, long version) {
        StoredObject object = new StoredObject(
                draft.ref(),
                draft.name(),
                status,
                Phase.OPEN,
                Optional.empty(),
                Optional.empty(),
                draft.attributes(),
                version,
                Instant.EPOCH,
                Optional.empty(),
                false,
                List.of());
        stored.put(draft.ref(), object);
        return object;
    }

    @Override
    public List<StoredObject> createAll(List<Draft> drafts, Actor actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void createMissing(List<Needed> needed, Actor actor) {
        Map<ObjectRef, StoredObject> before = new LinkedHashMap<>(stored);
        try {
            for (Needed each : needed) {
                if (find(each.draft().ref()).isEmpty()) {
                    create(each);
                }
            }
            created.add(stored.size() - before.size());
        } catch (BillhookException | FakeJournal.Killed e) {
            stored.clear();
            stored.putAll(before);
            throw e;
        }
    }

    private void create(Needed needed) {
        Draft draft = needed.draft();
        String reason = refused.get(draft.ref().key());
        if (reason != null) {
            throw new BillhookException(BillhookException.Type.REFUSED, Finding.error("NO", "key", reason));
        }
        StoredObject object = store(draft, "OPEN", 1);
        for (String status : needed.statuses()) {
            if (dieAfterChanges == changes) {
                dieAfterChanges = -1;
                throw new FakeJournal.Killed();
            }
            changes++;
            object = store(draft, status, object.version() + 1);
        }
    }

    @Override
    public StoredObject change(ObjectRef ref, long version, Change change, Actor actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredObject> find(ObjectRef ref) {
        return Optional.ofNullable(stored.get(ref));
    }

    @Override
    public StoredObject get(ObjectRef ref) {
        return find(ref).orElseThrow(() -> BillhookException.unknown("object", ref));
    }

    @Override
    public void delete(ObjectRef ref, long version, Actor actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Done> changeAll(List<Step> steps, Actor actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Kind> kinds() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<StoredObject> list(Query query, Page.Request page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Node> hierarchy(ObjectRef root, Page.Request page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Node> tree(ObjectRef root) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Fields> fields(Query query, Page.Request page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Field> fields(ObjectRef ref) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> hiddenFields(ObjectRef ref) {
        throw new UnsupportedOperationException();
    }
}
