package org.billhook.object.salesorderitem.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** A sales order to be created. Customer and currency can't be changed later. */
@Schema(
        name = "NewSalesOrder",
        example = """
                {"id": "4711", "name": "Order of ACME", "customer": "ACME", "currency": "EUR"}""")
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
