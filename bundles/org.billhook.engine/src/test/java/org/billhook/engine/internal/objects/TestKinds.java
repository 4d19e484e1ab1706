package org.billhook.engine.internal.objects;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OwnSource;
import org.billhook.core.spi.object.Placement;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.joda.money.CurrencyUnit;

/** Kinds for tests: a node that can be a billing element, and an item that bills one or its own quantity. */
final class TestKinds {

    static final LifeCycle LIFE_CYCLE = new LifeCycle(
            "OPEN",
            phases(),
            Map.of(
                    "OPEN", Set.of("IN_PROCESS", "RELEASED"),
                    "IN_PROCESS", Set.of("RELEASED"),
                    "RELEASED", Set.of("COMPLETED"),
                    "COMPLETED", Set.of("IN_PROCESS")));

    private TestKinds() {}

    private static Map<String, Phase> phases() {
        Map<String, Phase> phases = new LinkedHashMap<>();
        phases.put("OPEN", Phase.OPEN);
        phases.put("IN_PROCESS", Phase.IN_PROCESS);
        phases.put("RELEASED", Phase.RELEASED);
        phases.put("COMPLETED", Phase.COMPLETED);
        return phases;
    }

    /** Node of a structure. */
    static class Node implements BillingObjectType {

        @Override
        public List<Attribute> attributes() {
            return List.of(
                    Attribute.reference("parent", "node", "Node above."),
                    Attribute.of("flag", Type.BOOLEAN, "Billing element."),
                    Attribute.of("code", Type.TEXT, "Code.").fixed().indexed(),
                    Attribute.of("since", Type.DATE, "Since."),
                    Attribute.choice("size", Set.of("S", "L"), "Size."));
        }

        @Override
        public LifeCycle lifeCycle() {
            return LIFE_CYCLE;
        }

        @Override
        public List<Finding> validate(ObjectInContext object) {
            return List.of();
        }

        @Override
        public Placement place(ObjectInContext object) {
            Placement place = object.object()
                    .attribute("parent")
                    .map(parent -> Placement.under(ObjectRef.parse(parent)))
                    .orElseGet(Placement::top);
            return object.object().attribute("flag").equals(Optional.of("true")) ? place.asBillingElement() : place;
        }

        @Override
        public Optional<ItemTerms> item(ObjectSnapshot object) {
            return Optional.empty();
        }

        @Override
        public Map<String, String> characteristics(ObjectSnapshot object) {
            return Map.of("node", object.ref().key());
        }
    }

    /** Item. */
    static class Item extends Node {

        @Override
        public List<Attribute> attributes() {
            return List.of(
                    Attribute.of("customer", Type.TEXT, "Party.").mandatory().locked(),
                    Attribute.of("relevance", Type.TEXT, "Relevance.").mandatory(),
                    Attribute.reference("element", "node", "What it bills.").indexed(),
                    Attribute.of("quantity", Type.DECIMAL, "Quantity."),
                    Attribute.of("unit", Type.TEXT, "Unit."),
                    Attribute.of("day", Type.DATE, "Day."));
        }

        @Override
        public Placement place(ObjectInContext object) {
            return object.object()
                    .attribute("element")
                    .map(element -> Placement.under(ObjectRef.parse(element)))
                    .orElseGet(Placement::ownRoot);
        }

        @Override
        public Optional<ItemTerms> item(ObjectSnapshot object) {
            ItemTerms.Builder terms = ItemTerms.of(
                    object.attribute("relevance").orElseThrow(),
                    object.attribute("customer").orElseThrow(),
                    CurrencyUnit.EUR);
            object.attribute("element").map(ObjectRef::parse).ifPresent(terms::bills);
            return Optional.of(terms.build());
        }

        @Override
        public List<OwnSource> ownSources(ObjectSnapshot object) {
            return object.attribute("quantity")
                    .map(quantity -> List.of(new OwnSource(
                            "quantity",
                            "item-quantity",
                            Share.of(new Quantity(
                                    new BigDecimal(quantity),
                                    new Unit(object.attribute("unit").orElse("C62")))),
                            LocalDate.parse(object.attribute("day").orElse("2026-01-01")),
                            object.name(),
                            Map.of())))
                    .orElse(List.of());
        }
    }

    /** Quantity of an item: above zero. */
    static final class ItemQuantity implements SourceType {

        @Override
        public SourceTerms terms() {
            return new SourceTerms(SourceTerms.Nature.PLAN, true);
        }

        @Override
        public void check(List<SourceDraft> page, SourceSink out) {
            for (int i = 0; i < page.size(); i++) {
                if (page.get(i).posted().signum() <= 0) {
                    out.refuse(i, List.of(Finding.error("NO_QUANTITY", "Quantity must be above zero")));
                } else {
                    out.accept(i, page.get(i), List.of());
                }
            }
        }
    }
}
