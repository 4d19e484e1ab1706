package org.billhook.imports.internal.run;

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

/** Objects in memory: created as a whole or not at all, refused by key, changed on their version only. */
final class FakeObjects implements BillingObjects {

    final Map<ObjectRef, StoredObject> stored = new LinkedHashMap<>();
    final List<ObjectRef> changed = new ArrayList<>();

    /** Why an object of a key is refused. */
    final Map<String, String> refused = new HashMap<>();

    /** Changes of status after which the next one meets a dead server; -1 for never. */
    int dieAfterChanges = -1;

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
                Optional.empty(),
                false,
                List.of());
        stored.put(draft.ref(), object);
        return object;
    }

    @Override
    public List<StoredObject> createAll(List<Draft> drafts, Actor actor) {
        return createMissing(drafts, actor);
    }

    @Override
    public List<StoredObject> createMissing(List<Draft> drafts, Actor actor) {
        for (Draft draft : drafts) {
            String reason = refused.get(draft.ref().key());
            if (reason != null) {
                throw new BillhookException(BillhookException.Type.REFUSED, Finding.error("NO", "key", reason));
            }
        }
        return drafts.stream()
                .map(draft -> find(draft.ref()).orElseGet(() -> store(draft, "OPEN", 1)))
                .toList();
    }

    @Override
    public StoredObject change(ObjectRef ref, long version, Change change, Actor actor) {
        if (dieAfterChanges == changed.size()) {
            dieAfterChanges = -1;
            throw new FakeJournal.Killed();
        }
        StoredObject object = get(ref);
        if (object.version() != version) {
            throw new BillhookException(BillhookException.Type.STALE, Finding.error("STALE", "changed meanwhile"));
        }
        changed.add(ref);
        return store(
                new Draft(ref, object.name(), object.attributes()),
                change.status().orElseThrow(),
                version + 1);
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
