package org.billhook.object.itemcategory;

import java.util.List;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.Attribute.Type;
import org.billhook.core.spi.object.BillingObjectKind;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.LifeCycle;
import org.osgi.service.component.annotations.Component;

/**
 * A category of order items: what a new item gets where its user gives nothing. Kinds of items read the attributes
 * of these names when an item is created; a category that is changed later changes no item.
 */
@Component
@BillingObjectKind(ItemCategory.KIND)
public final class ItemCategory implements BillingObjectType {

    /** Kind of item categories; the key is the name of the category, such as SVB1. */
    public static final String KIND = "item-category";

    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.of("billingRelevance", Type.TEXT, "Id of the billing relevance of a new item.")
                    .indexed(),
            Attribute.of("dipProfile", Type.TEXT, "Id of the DIP profile of a new item."),
            Attribute.of("documentType", Type.TEXT, "Type of the document that requests of a new item become."),
            Attribute.of("creditDocumentType", Type.TEXT, "The same of requests whose net is below zero."),
            Attribute.of("priceList", Type.TEXT, "Name of the price list of a new item."),
            Attribute.of(
                    "priceSources",
                    Type.TEXT,
                    "Ids of the price sources that a new item asks, in order, set apart by commas."),
            Attribute.of(
                    "priceByServiceDate",
                    Type.BOOLEAN,
                    "Whether lines of a new item have the prices of their service date."),
            Attribute.of("timeRounding", Type.TEXT, "How time of a new item is rounded up: 15 ENTRY, 30 DAY or NONE."),
            Attribute.of("upliftPercent", Type.DECIMAL, "Percent added to the cost of a new item, 0 to 100.")
                    .percentage(),
            Attribute.of(
                            "leadingType",
                            Type.TEXT,
                            "Type of document that the category leads, such as BUS2000192 for items that are executed"
                                    + " by maintenance orders (R-2); without one it leads any.")
                    .indexed(),
            Attribute.of("description", Type.TEXT, "What the category is for."));

    private static final LifeCycle LIFE_CYCLE = LifeCycle.from("ACTIVE", Phase.OPEN, "INACTIVE")
            .then("INACTIVE", Phase.CLOSED, "ACTIVE")
            .build();

    @Override
    public List<Attribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public LifeCycle lifeCycle() {
        return LIFE_CYCLE;
    }
}
