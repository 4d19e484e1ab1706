package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** All roles that a user shall have from now on. */
@Schema(
        name = "UserRoles",
        requiredProperties = {"roles"},
        example = """
                {"roles": ["billing-clerk", "project-manager"], "shell": true}""")
public record RolesJson(
        @Schema(description = "All roles from now on: those that are left out are taken away") List<String> roles,
        @Schema(
                        description =
                                "Whether the user may use the remote shell, where users other than administrators have the commands of Billhook alone; default: false")
                Boolean shell) {}
