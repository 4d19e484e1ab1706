package org.billhook.engine.internal.objects;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Page;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.engine.internal.fields.FieldChain;
import org.billhook.engine.internal.fields.FieldVerdict;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Billing objects as the store keeps them: one transaction and one frozen set of plugins per call. */
@Component(configurationPid = "org.billhook.fieldchecks")
@Designate(ocd = StoredObjects.Config.class)
public final class StoredObjects implements BillingObjects {

    /** Settings of field checks. */
    @ObjectClassDefinition(name = "Billhook: field checks")
    public @interface Config {
        @AttributeDefinition(
                name = "Allow opening",
                description = "Whether a field check may open a field that one of lower rank has closed (G-2)")
        boolean allowOpening() default true;
    }

    private final Transactions transactions;
    private final PluginRegistry registry;
    private final boolean allowOpening;
    private final Clock clock;

    @Activate
    public StoredObjects(@Reference Transactions transactions, @Reference PluginRegistry registry, Config config) {
        this(transactions, registry, config.allowOpening(), Clock.systemDefaultZone());
    }

    StoredObjects(Transactions transactions, PluginRegistry registry, boolean allowOpening, Clock clock) {
        this.transactions = transactions;
        this.registry = registry;
        this.allowOpening = allowOpening;
        this.clock = clock;
    }

    @Override
    public List<Kind> kinds() {
        return withPlugins(plugins -> {
            List<Kind> kinds = new ArrayList<>();
            plugins.ranked(Spi.OBJECT).forEach(type -> {
                KindInUse kind = new KindInUse(plugins, type);
                kinds.add(new Kind(kind.id(), kind.attributes(), kind.lifeCycle(), kind.bundle(), kind.addedBy()));
            });
            kinds.sort(Comparator.comparing(Kind::id));
            return List.copyOf(kinds);
        });
    }

    @Override
    public List<StoredObject> createAll(List<Draft> drafts, Actor actor) {
        return work(actor, work -> {
            List<ObjectRow> rows = new ArrayList<>(drafts.size());
            drafts.forEach(draft -> rows.add(new Creation(work).create(draft)));
            return view(work).of(rows);
        });
    }

    @Override
    public void createMissing(List<Needed> needed, Actor actor) {
        List<ObjectRef> refs = needed.stream().map(each -> each.draft().ref()).toList();
        work(actor, work -> {
            Set<ObjectRef> there =
                    new HashSet<>(work.store().objects().find(refs).keySet());
            needed.stream().filter(each -> there.add(each.draft().ref())).forEach(each -> new Creation(work)
                    .create(each));
            return there;
        });
    }

    @Override
    public StoredObject change(ObjectRef ref, long version, Change change, Actor actor) {
        return work(actor, work -> view(work).of(new Alteration(work).change(ref, version, change)));
    }

    @Override
    public void delete(ObjectRef ref, long version, Actor actor) {
        work(actor, work -> {
            new Removal(work).remove(ref, version);
            return ref;
        });
    }

    @Override
    public List<Done> changeAll(List<Step> steps, Actor actor) {
        return work(actor, work -> new Steps(work).all(steps));
    }

    @Override
    public Optional<StoredObject> find(ObjectRef ref) {
        return withStore((plugins, store) ->
                store.objects().find(ref).map(row -> view(plugins, store).of(row)));
    }

    @Override
    public StoredObject get(ObjectRef ref) {
        return find(ref).orElseThrow(() -> unknown(ref));
    }

    @Override
    public Page<StoredObject> list(Query query, Page.Request page) {
        return withStore((plugins, store) -> {
            Page<StoredObject> found = view(plugins, store).of(store.objects().list(query, page));
            return new Page<>(
                    found.items().stream()
                            .filter(object -> object.attributes()
                                    .keySet()
                                    .containsAll(query.attributes().keySet()))
                            .toList(),
                    found.next());
        });
    }

    @Override
    public Page<Node> hierarchy(ObjectRef root, Page.Request page) {
        return withStore((plugins, store) -> under(plugins, store, root).page(page));
    }

    @Override
    public List<Node> tree(ObjectRef root) {
        return withStore((plugins, store) -> under(plugins, store, root).tree());
    }

    private Hierarchy under(Snapshot plugins, Store store, ObjectRef root) {
        return new Hierarchy(
                store, view(plugins, store), store.objects().find(root).orElseThrow(() -> unknown(root)));
    }

    private ObjectView view(Snapshot plugins, Store store) {
        return new ObjectView(plugins, store, new FieldChain(plugins, allowOpening));
    }

    private static ObjectView view(ObjectWork work) {
        return new ObjectView(work.plugins(), work.store(), work.fields());
    }

    @Override
    public List<Field> fields(ObjectRef ref) {
        return withStore((plugins, store) -> {
            ObjectRow row = store.objects().find(ref).orElseThrow(() -> unknown(ref));
            return fields(plugins, store, List.of(row)).get(0).fields();
        });
    }

    @Override
    public Set<String> hiddenFields(ObjectRef ref) {
        return withStore((plugins, store) -> store.objects()
                .find(ref)
                .map(row -> view(plugins, store).hidden(row))
                .orElse(Set.of()));
    }

    @Override
    public Page<Fields> fields(Query query, Page.Request page) {
        return withStore((plugins, store) -> {
            Page<ObjectRow> rows = store.objects().list(query, page);
            return new Page<>(
                    fields(plugins, store, rows.items()).stream()
                            .filter(fields -> fields.fields().stream()
                                    .noneMatch(field -> field.value().isEmpty()
                                            && query.attributes().containsKey(field.name())))
                            .toList(),
                    rows.next());
        });
    }

    /** @throws BillhookException UNAVAILABLE if the bundle of a kind is away: nobody knows its fields */
    private List<Fields> fields(Snapshot plugins, Store store, List<ObjectRow> rows) {
        rows.stream().map(row -> row.ref().kind()).distinct().forEach(kind -> KindInUse.of(plugins, kind));
        ObjectView view = view(plugins, store);
        RowFacts facts = new RowFacts(store, rows);
        NamedObjects named = view.named(rows);
        return rows.stream()
                .map(row -> new Fields(row.ref(), row.version(), fields(row, view.verdicts(row, facts, named))))
                .toList();
    }

    private static List<Field> fields(ObjectRow row, Map<String, FieldVerdict> verdicts) {
        Map<String, String> values = ObjectLog.fields(row);
        List<Field> fields = new ArrayList<>();
        verdicts.forEach((name, verdict) -> fields.add(new Field(
                name,
                Optional.ofNullable(values.get(name))
                        .filter(value -> verdict.opinion().verdict() != Verdict.HIDDEN),
                verdict.opinion(),
                verdict.decidedBy())));
        return List.copyOf(fields);
    }

    private <T> T work(Actor actor, Function<ObjectWork, T> work) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, clock.getZone());
        return withStore((plugins, store) ->
                work.apply(new ObjectWork(store, plugins, new FieldChain(plugins, allowOpening), actor, now, today)));
    }

    private <T> T withStore(BiFunction<Snapshot, Store, T> work) {
        return withPlugins(plugins -> Retry.call(transactions, store -> work.apply(plugins, store)));
    }

    private <T> T withPlugins(Function<Snapshot, T> work) {
        return registry.call(frozen -> {
            try (Snapshot unit = frozen.unit()) {
                return work.apply(unit);
            }
        });
    }

    private static BillhookException unknown(ObjectRef ref) {
        return BillhookException.unknown(ref.kind(), ref.key());
    }
}
