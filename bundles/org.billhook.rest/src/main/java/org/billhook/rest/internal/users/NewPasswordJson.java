package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;

/** A password that an administrator gives a user who lost the old one. */
@Schema(
        name = "NewPassword",
        requiredProperties = {"password"})
public record NewPasswordJson(
        @Schema(description = "12 characters at least, and not one that is guessed early; the user must change it")
                String password) {}
