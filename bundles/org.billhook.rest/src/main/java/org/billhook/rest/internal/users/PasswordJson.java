package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;

/** A change of the caller's own password. */
@Schema(
        name = "PasswordChange",
        requiredProperties = {"current", "password"})
public record PasswordJson(
        @Schema(description = "Password until now") String current,
        @Schema(description = "12 characters at least, and not one that is guessed early") String password) {}
