package org.billhook.rest.internal.operation;

import io.swagger.v3.oas.annotations.media.Schema;
import org.billhook.core.api.Proposals;

/** How what is given up is released. */
@Schema(
        name = "GivingUp",
        requiredProperties = {"release", "message"})
record DutiesJson(
        @Schema(
                        description =
                                "ANOTHER_PERSON: an approver who had no part in it must. ALONE: the same, but only one user may release, who"
                                        + " needs nobody else. ANOTHER_PERSON_OFF: an approver may release what he gives up himself",
                        allowableValues = {"ANOTHER_PERSON", "ALONE", "ANOTHER_PERSON_OFF"})
                String release,
        @Schema(description = "The same in words") String message,
        @Schema(description = "Amounts below need no release, in units of their currency; 0 if that does not count")
                int belowAmount,
        @Schema(description = "Shares below need no release, in percent; 0 if that does not count") int belowPercent,
        @Schema(description = "A hold that ends after so many days is giving up") int holdDays) {

    static DutiesJson of(Proposals.Rules rules, boolean alone) {
        String release = !rules.anotherPerson() ? "ANOTHER_PERSON_OFF" : alone ? "ALONE" : "ANOTHER_PERSON";
        return new DutiesJson(release, message(release), rules.belowAmount(), rules.belowPercent(), rules.holdDays());
    }

    private static String message(String release) {
        return switch (release) {
            case "ANOTHER_PERSON_OFF" -> "Another person is switched off: an approver releases what he gives up himself";
            case "ALONE" -> "Only one user may release, so that he gives up alone: give another one the role billing-approver";
            default -> "What is given up is released by another person";
        };
    }
}
