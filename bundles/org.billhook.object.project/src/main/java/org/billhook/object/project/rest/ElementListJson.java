package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * One page of WBS elements of a project.
 *
 * @param next to be given as {@code after} for the next page; absent on the last
 */
@Schema(name = "WbsElements")
public record ElementListJson(List<ElementJson> items, String next) {}
