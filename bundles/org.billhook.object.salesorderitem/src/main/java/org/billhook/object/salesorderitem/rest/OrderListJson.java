package org.billhook.object.salesorderitem.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * One page of sales orders.
 *
 * @param next to be given as {@code after} for the next page; absent on the last
 */
@Schema(name = "SalesOrders")
public record OrderListJson(List<OrderJson> items, String next) {}
