package org.billhook.object.salesorderitem.rest;

import java.util.List;

/**
 * One page of a list.
 *
 * @param next to be given as {@code after} for the next page; absent on the last
 */
public record ListJson<T>(List<T> items, String next) {}
