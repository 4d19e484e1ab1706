package org.billhook.object.serviceorder;

import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.OrderItem;

/** Which categories an execution order item can have. */
final class Categories {

    private Categories() {}

    static Optional<Finding> refusal(ObjectInContext item) {
        return item.named(OrderItem.CATEGORY)
                .filter(category -> !category.attribute("leadingType").equals(Optional.of(Documents.LEADING_TYPE)))
                .map(category -> Finding.error(
                                "LEADING_TYPE",
                                OrderItem.CATEGORY,
                                "%s has leading type '%s', an execution order item needs '%s'"
                                        .formatted(
                                                category.ref(),
                                                category.attribute("leadingType")
                                                        .orElse(""),
                                                Documents.LEADING_TYPE))
                        .withRule("R-2"));
    }
}
