package org.billhook.rest.internal.billing;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.billhook.core.api.BillingObjects.Kind;
import org.billhook.core.api.BillingRuns.Relevance;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingTerms;

/** A row of the matrix of billing relevances: what one asks, and what it gives. */
@Schema(
        name = "BillingRelevance",
        requiredProperties = {
            "id",
            "bundle",
            "version",
            "engine",
            "frequency",
            "scope",
            "sourceKinds",
            "needs",
            "itemPhase",
            "executionPhase",
            "itemStatuses",
            "executionStatuses"
        })
public record RelevanceJson(
        @Schema(description = "What an item names as its billingRelevance", example = "on-completion") String id,
        @Schema(description = "Bundle that brings it") String bundle,
        @Schema(description = "Version of the bundle") String version,
        @Schema(
                        description = "NONE never bills, SALES bills a fixed price, DIP the work by a DIP profile",
                        implementation = BillingTerms.Engine.class)
                String engine,
        @Schema(
                        description =
                                "ONE_TIME: again only once the request is rejected; MULTIPLE: each run bills what is not billed yet",
                        implementation = BillingTerms.Frequency.class)
                String frequency,
        @Schema(
                        description = "What is billed: a fixed price, or time and material",
                        implementation = BillingTerms.Scope.class)
                String scope,
        @Schema(
                        description = "Kind of the request that a run creates; absent if it never bills",
                        implementation = BillingTerms.RequestKind.class)
                String document,
        @Schema(description = "Kinds of the sources that it claims") List<String> sourceKinds,
        @ArraySchema(
                        arraySchema = @Schema(description = "What the item must have"),
                        schema = @Schema(implementation = BillingTerms.Need.class))
                List<String> needs,
        @Schema(description = "Least phase of the item", implementation = Phase.class) String itemPhase,
        @Schema(description = "Least phase of every order that executes the item", implementation = Phase.class)
                String executionPhase,
        @Schema(description = "Statuses of at least the phase of the item, by kind of object")
                Map<String, List<String>> itemStatuses,
        @Schema(description = "Statuses of at least the phase of the orders, by kind of object")
                Map<String, List<String>> executionStatuses) {

    static RelevanceJson of(Relevance relevance, List<Kind> kinds) {
        BillingTerms terms = relevance.terms();
        return new RelevanceJson(
                relevance.id(),
                relevance.bundle(),
                relevance.version(),
                terms.engine().name(),
                terms.frequency().name(),
                terms.scope().name(),
                terms.documentKind().map(Enum::name).orElse(null),
                terms.sourceKinds().stream().sorted().toList(),
                terms.needs().stream().map(Enum::name).sorted().toList(),
                terms.leastItemPhase().name(),
                terms.leastExecutionPhase().name(),
                statuses(kinds, terms.leastItemPhase()),
                statuses(kinds, terms.leastExecutionPhase()));
    }

    private static Map<String, List<String>> statuses(List<Kind> kinds, Phase least) {
        Map<String, List<String>> statuses = new LinkedHashMap<>();
        kinds.forEach(kind -> statuses.put(
                kind.id(),
                kind.lifeCycle().phases().entrySet().stream()
                        .filter(status -> status.getValue().atLeast(least))
                        .map(Map.Entry::getKey)
                        .toList()));
        return statuses;
    }
}
