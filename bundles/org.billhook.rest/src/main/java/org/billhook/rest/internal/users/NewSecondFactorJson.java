package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;

/** Begins the setting up of a second factor. */
@Schema(
        name = "NewSecondFactor",
        requiredProperties = {"current"})
public record NewSecondFactorJson(@Schema(description = "The caller's password") String current) {}
