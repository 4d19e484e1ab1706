package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.billhook.core.api.BillingObjects.Outcome;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.call.RowResult;
import org.billhook.rest.wire.FindingJson;

/** What came of one change among others. */
@Schema(
        name = "BillingObjectOutcome",
        requiredProperties = {"object"})
public record OutcomeJson(
        @Schema(description = "Kind and key, as sent") String object,
        @Schema(description = "Whether it was changed; if not, the findings say why") boolean done,
        @Schema(description = "Version it has now; absent if refused") Long version,
        List<FindingJson> findings)
        implements RowResult<OutcomeJson> {

    static OutcomeJson of(Outcome outcome) {
        return new OutcomeJson(
                outcome.ref().toString(),
                outcome.object().isPresent(),
                outcome.object().map(StoredObject::version).orElse(null),
                outcome.findings().isEmpty() ? null : FindingJson.of(outcome.findings()));
    }

    static OutcomeJson unreadable(String object, List<Finding> findings) {
        return new OutcomeJson(object, false, null, FindingJson.of(findings));
    }

    @Override
    public OutcomeJson withFindings(List<FindingJson> next) {
        return new OutcomeJson(object, done, version, next);
    }
}
