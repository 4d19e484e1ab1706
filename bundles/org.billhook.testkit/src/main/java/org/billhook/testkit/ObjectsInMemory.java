package org.billhook.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillhookException.Type;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Page;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;

/**
 * Billing objects for tests of what calls {@link BillingObjects}, such as REST resources of a plugin bundle. It keeps
 * versions, and asks the kinds as core does: schema, life cycle, validation. There are no field checks, no roots and
 * nothing is ever posted or billed; lists are in the order of the references. For one thread.
 */
public final class ObjectsInMemory implements BillingObjects {

    private final Map<String, BillingObjectType> types;
    private final Map<String, StoredObject> objects = new TreeMap<>();
    private final List<Actor> actors = new ArrayList<>();
    /** Each change is a second later than the one before. */
    private long changes;

    /** @param types implementations by kind */
    public ObjectsInMemory(Map<String, BillingObjectType> types) {
        this.types = new TreeMap<>(types);
    }

    /** Who created and changed objects, in the order of the calls. */
    public List<Actor> actors() {
        return List.copyOf(actors);
    }

    @Override
    public List<Kind> kinds() {
        return types.entrySet().stream()
                .map(type -> new Kind(
                        type.getKey(),
                        type.getValue().attributes(),
                        type.getValue().lifeCycle(),
                        "in memory",
                        Map.of()))
                .toList();
    }

    @Override
    public List<StoredObject> createAll(List<Draft> drafts, Actor actor) {
        Map<String, StoredObject> before = new TreeMap<>(objects);
        try {
            return drafts.stream().map(draft -> insert(draft, actor)).toList();
        } catch (BillhookException e) {
            objects.clear();
            objects.putAll(before);
            throw e;
        }
    }

    private StoredObject insert(Draft draft, Actor actor) {
        if (objects.containsKey(draft.ref().toString())) {
            throw new BillhookException(
                    Type.CONFLICT, Finding.error("EXISTS", "%s exists already".formatted(draft.ref())));
        }
        BillingObjectType type = type(draft.ref());
        ObjectDraft given =
                new ObjectDraft(draft.ref(), draft.name(), type.lifeCycle().initial(), draft.attributes());
        Map<String, String> attributes =
                new LinkedHashMap<>(type.defaults(given.inContext(type, Optional.empty(), objects.values())));
        attributes.putAll(draft.attributes());
        StoredObject stored =
                put(Optional.empty(), new ObjectDraft(given.ref(), given.name(), given.status(), attributes), actor);
        return draft.status().map(status -> moved(stored, type, status, actor)).orElse(stored);
    }

    /** The object in a later status, changed step by step on the way there. */
    private StoredObject moved(StoredObject created, BillingObjectType type, String wanted, Actor actor) {
        if (created.status().equals(wanted)) {
            return created;
        }
        List<String> way = type.lifeCycle().way(created.status(), wanted);
        if (way.isEmpty()) {
            throw new BillhookException(
                    Type.REFUSED,
                    type.lifeCycle().refusal(created.status(), wanted).orElseThrow());
        }
        StoredObject moved = created;
        for (String status : way) {
            moved = change(moved.ref(), moved.version(), Change.ofStatus(status), actor);
        }
        return moved;
    }

    @Override
    public void createMissing(List<Needed> needed, Actor actor) {
        for (Needed each : needed) {
            if (find(each.draft().ref()).isEmpty()) {
                StoredObject object = insert(each.draft(), actor);
                for (String status : each.statuses()) {
                    object = change(object.ref(), object.version(), Change.ofStatus(status), actor);
                }
            }
        }
    }

    @Override
    public StoredObject change(ObjectRef ref, long version, Change change, Actor actor) {
        StoredObject before = get(ref);
        requireVersion(before, version);
        Map<String, String> attributes = new LinkedHashMap<>(before.attributes());
        change.attributes().forEach((name, value) -> {
            attributes.remove(name);
            value.ifPresent(text -> attributes.put(name, text));
        });
        ObjectDraft after = new ObjectDraft(
                ref, change.name().orElse(before.name()), change.status().orElse(before.status()), attributes);
        return put(Optional.of(before), after, actor);
    }

    @Override
    public void delete(ObjectRef ref, long version, Actor actor) {
        StoredObject before = get(ref);
        requireVersion(before, version);
        List<String> hanging = objects.values().stream()
                .filter(other -> !other.ref().equals(ref))
                .filter(other -> other.above().equals(Optional.of(ref))
                        || other.attributes().containsValue(ref.toString()))
                .map(other -> other.ref().toString())
                .toList();
        if (!hanging.isEmpty()) {
            throw new BillhookException(
                    Type.CONFLICT, Finding.error("OBJECT_IN_USE", "These stand under it or name it: " + hanging));
        }
        actors.add(actor);
        objects.remove(ref.toString());
    }

    private static void requireVersion(StoredObject object, long version) {
        if (object.version() != version) {
            throw new BillhookException(
                    Type.STALE, Finding.error("STALE", "%s has version %d".formatted(object.ref(), object.version())));
        }
    }

    @Override
    public List<Done> changeAll(List<Step> steps, Actor actor) {
        Map<String, StoredObject> before = new TreeMap<>(objects);
        try {
            List<ObjectRef> refs = steps.stream().map(step -> one(step, actor)).toList();
            return refs.stream()
                    .map(ref -> new Done(ref, find(ref).map(StoredObject::version)))
                    .toList();
        } catch (BillhookException e) {
            objects.clear();
            objects.putAll(before);
            throw e;
        }
    }

    private ObjectRef one(Step step, Actor actor) {
        if (step instanceof Create create) {
            return insert(create.draft(), actor).ref();
        } else if (step instanceof Alter alter) {
            long version = alter.version().orElseGet(() -> get(alter.ref()).version());
            return change(alter.ref(), version, alter.change(), actor).ref();
        }
        Remove remove = (Remove) step;
        delete(remove.ref(), remove.version().orElseGet(() -> get(remove.ref()).version()), actor);
        return remove.ref();
    }

    @Override
    public Optional<StoredObject> find(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref.toString()));
    }

    @Override
    public StoredObject get(ObjectRef ref) {
        return find(ref).orElseThrow(() -> BillhookException.unknown(ref.kind(), ref.key()));
    }

    @Override
    public Page<StoredObject> list(Query query, Page.Request page) {
        return page(
                objects.values().stream()
                        .filter(object -> query.kind()
                                .filter(kind -> !kind.equals(object.ref().kind()))
                                .isEmpty())
                        .filter(object ->
                                query.above().isEmpty() || query.above().equals(object.above()))
                        .filter(object -> query.root().isEmpty() || query.root().equals(object.root()))
                        .filter(object -> query.status()
                                .filter(status -> !status.equals(object.status()))
                                .isEmpty())
                        .filter(object -> object.attributes()
                                .entrySet()
                                .containsAll(query.attributes().entrySet()))
                        .filter(object -> query.changedSince()
                                .filter(object.changedAt()::isBefore)
                                .isEmpty())
                        .sorted(order(query.sort())),
                page);
    }

    private static Comparator<StoredObject> order(Sort sort) {
        Comparator<StoredObject> byKey =
                Comparator.comparing(object -> object.ref().toString());
        Comparator<StoredObject> byChange = Comparator.comparing(StoredObject::changedAt);
        return switch (sort) {
            case KEY -> byKey;
            case KEY_DESCENDING -> byKey.reversed();
            case CHANGED -> byChange;
            case CHANGED_DESCENDING -> byChange.reversed();
        };
    }

    @Override
    public Page<Node> hierarchy(ObjectRef root, Page.Request page) {
        Page<StoredObject> objectsUnder = page(objects.values().stream().filter(object -> isUnder(object, root)), page);
        return new Page<>(
                objectsUnder.items().stream().map(object -> node(root, object)).toList(), objectsUnder.next());
    }

    @Override
    public List<Node> tree(ObjectRef root) {
        return objects.values().stream()
                .filter(object -> isUnder(object, root))
                .map(object -> node(root, object))
                .toList();
    }

    private Node node(ObjectRef root, StoredObject object) {
        int level = 0;
        for (StoredObject at = object;
                !at.ref().equals(root);
                at = get(at.above().orElseThrow())) {
            level++;
        }
        return new Node(object, level, List.of(), List.of(), List.of(), List.of());
    }

    /** What the schema says; there are no field checks here. */
    /** Nothing is hidden here. */
    @Override
    public Set<String> hiddenFields(ObjectRef ref) {
        return Set.of();
    }

    @Override
    public List<Field> fields(ObjectRef ref) {
        StoredObject object = get(ref);
        return type(ref).attributes().stream()
                .map(attribute -> new Field(
                        attribute.name(),
                        Optional.ofNullable(object.attributes().get(attribute.name())),
                        new Opinion(verdict(attribute), "The schema says so."),
                        Optional.of("core")))
                .toList();
    }

    @Override
    public Page<Fields> fields(Query query, Page.Request page) {
        Page<StoredObject> listed = list(query, page);
        return new Page<>(
                listed.items().stream()
                        .map(object -> new Fields(object.ref(), object.version(), fields(object.ref())))
                        .toList(),
                listed.next());
    }

    private StoredObject put(Optional<StoredObject> before, ObjectDraft after, Actor actor) {
        BillingObjectType type = type(after.ref());
        requireNoError(after.fits(type, before, objects.keySet()));
        SampleContext context = after.inContext(type, before, objects.values());
        List<Finding> findings = type.validate(context);
        requireNoError(findings);
        StoredObject stored = new StoredObject(
                after.ref(),
                after.name(),
                after.status(),
                type.lifeCycle().phase(after.status()),
                type.place(context).above(),
                Optional.empty(),
                after.attributes(),
                before.map(StoredObject::version).orElse(0L) + 1,
                Instant.EPOCH.plusSeconds(++changes),
                Optional.empty(),
                false,
                findings);
        objects.put(stored.ref().toString(), stored);
        actors.add(actor);
        return stored;
    }

    private static void requireNoError(List<Finding> findings) {
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            throw new BillhookException(Type.REFUSED, errors);
        }
    }

    private BillingObjectType type(ObjectRef ref) {
        return Optional.ofNullable(types.get(ref.kind()))
                .orElseThrow(() -> new BillhookException(
                        Type.UNAVAILABLE, Finding.error("NO_KIND", "Kind %s is not there".formatted(ref.kind()))));
    }

    private boolean isUnder(StoredObject object, ObjectRef root) {
        Optional<StoredObject> at = Optional.of(object);
        while (at.isPresent() && !at.get().ref().equals(root)) {
            at = at.get().above().flatMap(this::find);
        }
        return at.isPresent();
    }

    private static Verdict verdict(Attribute attribute) {
        if (!attribute.changeable()) {
            return Verdict.DISPLAY_ONLY;
        }
        return attribute.required() ? Verdict.MANDATORY : Verdict.EDITABLE;
    }

    private static Page<StoredObject> page(Stream<StoredObject> all, Page.Request page) {
        List<StoredObject> rest = all.filter(object -> page.after().isEmpty()
                        || object.ref().toString().compareTo(page.after().get()) > 0)
                .toList();
        boolean more = rest.size() > page.limit();
        List<StoredObject> items = more ? rest.subList(0, page.limit()) : rest;
        return new Page<>(
                items, more ? Optional.of(items.get(items.size() - 1).ref().toString()) : Optional.empty());
    }
}
