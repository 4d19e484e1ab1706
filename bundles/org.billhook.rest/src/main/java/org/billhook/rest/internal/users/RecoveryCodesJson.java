package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Codes for a lost device, in this one answer. */
@Schema(
        name = "RecoveryCodes",
        requiredProperties = {"recoveryCodes"})
public record RecoveryCodesJson(
        @Schema(
                        description =
                                "Each is good for one login in place of a code of the device. They are not shown again",
                        example = "[\"abcd-efgh-2345-67ab\"]")
                List<String> recoveryCodes) {

    @Override
    public String toString() {
        return "***";
    }
}
