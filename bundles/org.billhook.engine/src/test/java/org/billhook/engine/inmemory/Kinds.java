package org.billhook.engine.inmemory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingBlock;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OneRequest;
import org.billhook.core.spi.object.Placement;
import org.joda.money.CurrencyUnit;

/** Kinds of billing objects for tests: statuses are named as the phases; attributes of an item are its terms. */
public final class Kinds implements BillingObjectType {

    @Override
    public List<Attribute> attributes() {
        return List.of();
    }

    @Override
    public LifeCycle lifeCycle() {
        Map<String, Phase> phases = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            phases.put(phase.name(), phase);
        }
        return new LifeCycle("OPEN", phases, Map.of("OPEN", Set.of("RELEASED")));
    }

    @Override
    public List<Finding> validate(ObjectInContext object) {
        return List.of();
    }

    @Override
    public Placement place(ObjectInContext object) {
        return Placement.top();
    }

    /** Blocked by a reason, as the objects of the kinds of orders are. */
    @Override
    public Optional<Finding> billingBlock(ObjectSnapshot object) {
        return BillingBlock.of(object);
    }

    @Override
    public boolean isBilledTogether(ObjectSnapshot document) {
        return OneRequest.of(document);
    }

    @Override
    public Optional<ItemTerms> item(ObjectSnapshot object) {
        if (!object.ref().kind().equals("item")) {
            return Optional.empty();
        }
        String currency = object.attribute("currency").orElse("GBP");
        ItemTerms.Builder terms = ItemTerms.of("itemized", "ACME", CurrencyUnit.of(currency));
        for (String source : object.attribute("prices").orElse("list").split(",")) {
            terms.priceSource(source);
        }
        object.attribute(ItemTerms.PRICE_BY_SERVICE_DATE)
                .map(Boolean::parseBoolean)
                .ifPresent(terms::priceByServiceDate);
        object.attribute("profile").ifPresent(terms::dipProfile);
        object.attribute("order").map(ObjectRef::parse).ifPresent(terms::document);
        return Optional.of(terms.exclusive(object.isTrue("exclusive")).build());
    }
}
