package org.billhook.object.project.rest;

import java.util.List;

/**
 * One page of WBS elements of a project.
 *
 * @param next to be given as {@code after} for the next page; absent on the last
 */
public record ElementListJson(List<ElementJson> items, String next) {}
