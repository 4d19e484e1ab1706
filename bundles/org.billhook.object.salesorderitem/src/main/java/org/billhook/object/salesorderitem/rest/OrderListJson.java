package org.billhook.object.salesorderitem.rest;

import java.util.List;

/**
 * One page of sales orders.
 *
 * @param next to be given as {@code after} for the next page; absent on the last
 */
public record OrderListJson(List<OrderJson> items, String next) {}
