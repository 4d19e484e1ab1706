package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A user on the wire; never with the password. */
@Schema(
        name = "User",
        requiredProperties = {"name", "roles"})
public record UserJson(
        @Schema(description = "Login name") String name,
        @Schema(description = "Roles as given; they may include others") List<String> roles,
        @Schema(
                        description =
                                "Whether the user may use the remote shell, where users other than administrators have the commands of Billhook alone; an administrator always may")
                boolean shell,
        @Schema(description = "Whether the user can no longer log in") boolean disabled,
        @Schema(description = "Whether the password must be changed before anything else") boolean mustChangePassword) {

    static UserJson of(Account account) {
        return new UserJson(
                account.name(),
                account.roles().stream().sorted().toList(),
                account.shell(),
                account.disabled(),
                account.mustChangePassword());
    }
}
