package org.billhook.rest.internal.requests;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.billhook.core.api.Requests;
import org.billhook.core.ledger.ActKind;
import org.billhook.rest.wire.MeasuredJson;
import org.billhook.rest.wire.MoneyJson;

/** Everything behind a line. */
@Schema(
        name = "Why",
        requiredProperties = {"request", "line", "deciders", "claims"},
        description = "Everything behind a line: sources, prices, changes, and who decided.")
public record WhyJson(
        @Schema(description = "Request that the line belongs to") RequestJson request,
        @Schema(description = "The line itself, with the steps to its amount") LineJson line,
        @Schema(description = "Plugins that decided on it, in the versions of then") List<DeciderJson> deciders,
        @Schema(description = "Which share of which source it takes, and what that became") List<ClaimJson> claims) {

    /** A plugin that decided. */
    @Schema(
            name = "Decider",
            requiredProperties = {"role", "id", "bundle", "version"})
    public record DeciderJson(
            @Schema(description = "What it decides on: relevance, object, fact, decision, price or adjustment")
                    String role,
            @Schema(description = "Id of the plugin") String id,
            @Schema(description = "Symbolic name of the bundle that brought it") String bundle,
            @Schema(description = "Version of that bundle") String version,
            @Schema(description = "Digest of its settings: another one could have decided otherwise")
                    String settingsHash) {}

    /** One claim of a line on a source. */
    @Schema(
            name = "LineClaim",
            requiredProperties = {"externalId", "serviceDate", "act", "share", "value"})
    public record ClaimJson(
            long source,
            String externalId,
            LocalDate serviceDate,
            @Schema(description = FlowJson.ACT, implementation = ActKind.class) String act,
            MeasuredJson share,
            @Schema(description = "What the share became") MoneyJson value) {}

    static WhyJson of(Requests.Why why) {
        List<DeciderJson> deciders = why.deciders().stream()
                .map(d -> new DeciderJson(d.role(), d.id(), d.bundle(), d.version(), d.settingsHash()))
                .toList();
        List<ClaimJson> claims = why.claims().stream()
                .map(claim -> new ClaimJson(
                        claim.source(),
                        claim.externalId(),
                        claim.serviceDate(),
                        claim.act().name(),
                        MeasuredJson.of(claim.share()),
                        MoneyJson.of(claim.value())))
                .toList();
        return new WhyJson(RequestJson.of(why.request()), LineJson.of(why.line()), deciders, claims);
    }
}
