package org.billhook.object.project.rest;

import java.util.List;

/**
 * One page of projects.
 *
 * @param next to be given as {@code after} for the next page; absent on the last
 */
public record ProjectListJson(List<ProjectJson> items, String next) {}
