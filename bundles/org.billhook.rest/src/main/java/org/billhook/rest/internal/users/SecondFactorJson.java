package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.SecondFactors;

/** Whether a user has a second factor. */
@Schema(
        name = "SecondFactor",
        requiredProperties = {"state", "recoveryCodes"})
public record SecondFactorJson(
        @Schema(
                        description =
                                "NONE; PENDING if its first code was not seen yet, so none is asked for; ACTIVE if each login"
                                        + " with the password needs a code",
                        implementation = SecondFactors.State.class)
                String state,
        @Schema(description = "So many recovery codes are left") int recoveryCodes) {

    static SecondFactorJson of(SecondFactors.Status status) {
        return new SecondFactorJson(status.state().name(), status.recoveryCodes());
    }
}
