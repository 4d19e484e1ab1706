package org.billhook.engine.internal.objects;

import java.math.BigDecimal;
import java.time.LocalDate;
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

    static final LifeCycle LIFE_CYCLE = LifeCycle.from("OPEN", Phase.OPEN, "IN_PROCESS", "RELEASED")
            .then("IN_PROCESS", Phase.IN_PROCESS, "RELEASED")
            .then("RELEASED", Phase.RELEASED, "COMPLETED")
            .then("COMPLETED", Phase.COMPLETED, "IN_PROCESS")
            .build();

    private TestKinds() {}

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

        static final String FAMILY = "thing";

        @Override
        public Set<String> families() {
            return Set.of(FAMILY);
        }

        @Override
        public List<Attribute> attributes() {
            return List.of(
                    Attribute.of("customer", Type.TEXT, "Party.").mandatory().locked(),
                    Attribute.of("relevance", Type.TEXT, "Relevance.").mandatory(),
                    Attribute.of("profile", Type.TEXT, "DIP profile."),
                    Attribute.of("exclusive", Type.BOOLEAN, "Only item."),
                    Attribute.of("rejected", Type.BOOLEAN, "Takes no part."),
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
            object.attribute("profile").ifPresent(terms::dipProfile);
            terms.exclusive(object.isTrue("exclusive")).active(!object.isTrue("rejected"));
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

    /** A date under an item, worth a quantity until it is released; dropped with the relevance that bills it. */
    static final class PlanDate extends Node {

        @Override
        public List<Attribute> attributes() {
            return List.of(Attribute.reference("parent", "item", "Item.").mandatory());
        }

        @Override
        public List<OwnSource> ownSources(ObjectSnapshot object) {
            return object.phase() == Phase.OPEN
                    ? List.of(new OwnSource(
                            "value",
                            "plan-date",
                            Share.of(Quantity.of("1", Unit.PIECE)),
                            LocalDate.of(2026, 1, 31),
                            object.name(),
                            Map.of()))
                    : List.of();
        }

        @Override
        public Optional<String> dropped(ObjectSnapshot object) {
            return object.phase() == Phase.OPEN ? Optional.of("RELEASED") : Optional.empty();
        }
    }

    /** Quantity of an item: above zero. */
    static final class ItemQuantity implements SourceType {

        @Override
        public SourceTerms terms() {
            return SourceTerms.ofObjects();
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
