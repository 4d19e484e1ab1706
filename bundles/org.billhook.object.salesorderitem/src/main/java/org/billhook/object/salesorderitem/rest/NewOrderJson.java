package org.billhook.object.salesorderitem.rest;

import java.util.Map;

/** A sales order to be created. Customer and currency can't be changed later. */
public record NewOrderJson(
        String id,
        String name,
        String customer,
        String currency,
        String customerReference,
        String orderDate,
        String description) {

    Map<String, String> attributes() {
        return new Values()
                .with("customer", customer)
                .with("currency", currency)
                .with("customerReference", customerReference)
                .with("orderDate", orderDate)
                .with("description", description)
                .set();
    }
}
