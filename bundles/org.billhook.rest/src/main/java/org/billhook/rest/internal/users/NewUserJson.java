package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A user to be created. */
@Schema(
        name = "NewUser",
        requiredProperties = {"name", "password", "roles"},
        example =
                """
                {"name": "ada", "password": "first word, to change", "roles": ["billing-clerk"]}""")
public record NewUserJson(
        @Schema(description = "1 to 80 letters, digits, and . _ @ -", example = "ada") String name,
        @Schema(
                        description = "First password: 12 characters at least, and not one that is guessed early;"
                                + " the user must change it")
                String password,
        @Schema(
                        description =
                                "What the user may do: any of viewer, project-manager, billing-clerk, billing-approver,"
                                        + " integrator, plugin-administrator, auditor, monitor, administrator")
                List<String> roles,
        @Schema(
                        description =
                                "Whether the user may use the remote shell, where users other than administrators have the commands of Billhook alone; default: false")
                Boolean shell) {}
