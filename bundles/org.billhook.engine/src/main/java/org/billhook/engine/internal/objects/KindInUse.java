package org.billhook.engine.internal.objects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.core.spi.object.Placement;
import org.billhook.engine.internal.attributes.KindAttributes;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.port.Store;
import org.joda.money.Money;

/** A kind of object through its bundle: every call guarded, every answer copied, so that nothing of the plugin stays. */
final class KindInUse {

    private final Leased<BillingObjectType> type;
    private final KindAttributes attributes;
    private final LifeCycle lifeCycle;

    KindInUse(Snapshot plugins, Leased<BillingObjectType> type) {
        this.type = type;
        attributes = new KindAttributes(plugins, type);
        lifeCycle = call("life cycle", BillingObjectType::lifeCycle);
    }

    /** @throws BillhookException UNAVAILABLE if no bundle has the kind now */
    static KindInUse of(Snapshot plugins, String kind) {
        return plugins.find(Spi.OBJECT, kind)
                .map(type -> new KindInUse(plugins, type))
                .orElseThrow(() -> new BillhookException(
                        BillhookException.Type.UNAVAILABLE,
                        Finding.error(
                                "NO_KIND",
                                "kind",
                                "No bundle for objects of kind '%s' is there: they can be read, not created or changed"
                                        .formatted(kind))));
    }

    /** Whether there is not one object of the kind, which no installed bundle has. */
    static boolean isUnknown(Store store, String kind) {
        return store.objects()
                .list(BillingObjects.Query.ofKind(kind), new Page.Request(Optional.empty(), 1))
                .items()
                .isEmpty();
    }

    String id() {
        return type.id();
    }

    String bundle() {
        return type.bundle();
    }

    List<Attribute> attributes() {
        return attributes.all();
    }

    AttributeSchema schema() {
        return new AttributeSchema(id(), attributes.all(), attributes.away());
    }

    /** Bundles that add attributes to the kind, by attribute. */
    Map<String, String> addedBy() {
        return attributes.addedBy();
    }

    LifeCycle lifeCycle() {
        return lifeCycle;
    }

    /** Those of the kind count first. What nobody knows is left out, unless who knows it may be away. */
    Map<String, String> defaults(ObjectInContext object) {
        Map<String, String> defaults = new LinkedHashMap<>(
                call("defaults of " + object.object().ref(), service -> Map.copyOf(service.defaults(object))));
        defaults.keySet()
                .removeIf(name -> !attributes.has(name) && attributes.away().isEmpty());
        attributes.defaults(object).forEach(defaults::putIfAbsent);
        return defaults;
    }

    List<Finding> validate(ObjectInContext object) {
        List<Finding> findings = new ArrayList<>(
                call("validate " + object.object().ref(), service -> List.copyOf(service.validate(object))));
        findings.addAll(attributes.validate(object));
        return findings;
    }

    Placement place(ObjectInContext object) {
        return call("place " + object.object().ref(), service -> service.place(object));
    }

    Optional<ItemTerms> item(ObjectSnapshot object) {
        return call("item " + object.ref(), service -> service.item(object));
    }

    List<OwnSource> ownSources(ObjectSnapshot object) {
        return call("own sources of " + object.ref(), service -> List.copyOf(service.ownSources(object)));
    }

    Optional<Money> planned(ObjectSnapshot object) {
        return call("planned of " + object.ref(), service -> service.planned(object));
    }

    Optional<String> dropped(ObjectSnapshot object) {
        return call("dropped " + object.ref(), service -> service.dropped(object));
    }

    Map<String, String> characteristics(ObjectSnapshot object) {
        return call("characteristics of " + object.ref(), service -> Map.copyOf(service.characteristics(object)));
    }

    private <T> T call(String what, Function<BillingObjectType, T> work) {
        return type.call(what, service -> Objects.requireNonNull(work.apply(service), what + " gave null"));
    }
}
