package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * One page of projects.
 *
 * @param next to be given as {@code after} for the next page; absent on the last
 */
@Schema(name = "Projects")
public record ProjectListJson(List<ProjectJson> items, String next) {}
