package org.billhook.engine.internal.registry;

import java.util.List;
import java.util.Optional;
import org.billhook.core.spi.adjustment.BillingAdjustment;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.decision.BillingDecision;
import org.billhook.core.spi.fact.FactSource;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.source.SourceType;

/**
 * An SPI whose services the registry tracks.
 *
 * @param idProperty service property that carries the id
 */
public record Spi<S>(Class<S> type, String idProperty) {

    public static final Spi<BillingRelevance> RELEVANCE = new Spi<>(BillingRelevance.class, BillingRelevance.ID);
    public static final Spi<BillingObjectType> OBJECT = new Spi<>(BillingObjectType.class, BillingObjectType.KIND);
    public static final Spi<SourceType> SOURCE = new Spi<>(SourceType.class, SourceType.KIND);
    public static final Spi<FactSource> FACT = new Spi<>(FactSource.class, FactSource.ID);
    public static final Spi<FieldCheck> FIELD_CHECK = new Spi<>(FieldCheck.class, FieldCheck.ID);
    public static final Spi<BillingDecision> DECISION = new Spi<>(BillingDecision.class, BillingDecision.ID);
    public static final Spi<PriceSource> PRICE = new Spi<>(PriceSource.class, PriceSource.ID);
    public static final Spi<BillingAdjustment> ADJUSTMENT = new Spi<>(BillingAdjustment.class, BillingAdjustment.ID);

    public static final Spi<ItemAttributes> ATTRIBUTES = new Spi<>(ItemAttributes.class, ItemAttributes.ID);

    public static final List<Spi<?>> ALL =
            List.of(RELEVANCE, OBJECT, SOURCE, FACT, FIELD_CHECK, DECISION, PRICE, ADJUSTMENT, ATTRIBUTES);

    /** Those whose plugins are all asked, whatever an object names: one that is away must not be passed over (law 4). */
    public static final List<Spi<?>> BILLING_CHAINS = List.of(FACT, DECISION, ADJUSTMENT);

    /** The one with a simple name. */
    public static Optional<Spi<?>> named(String name) {
        return ALL.stream().filter(spi -> spi.name().equals(name)).findFirst();
    }

    /** Simple name of the interface, as people know it. */
    public String name() {
        return type.getSimpleName();
    }
}
