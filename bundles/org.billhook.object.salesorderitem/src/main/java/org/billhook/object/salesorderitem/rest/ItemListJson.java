package org.billhook.object.salesorderitem.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * One page of items of a sales order.
 *
 * @param next to be given as {@code after} for the next page; absent on the last
 */
@Schema(name = "SalesOrderItems")
public record ItemListJson(List<ItemJson> items, String next) {}
