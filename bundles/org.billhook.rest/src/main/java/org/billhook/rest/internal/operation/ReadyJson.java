package org.billhook.rest.internal.operation;

import io.swagger.v3.oas.annotations.media.Schema;

/** Whether the server takes calls. */
@Schema(name = "Ready")
public record ReadyJson(@Schema(description = "Whether the server takes calls now") boolean ready) {}
