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
public record WhyJson(RequestJson request, LineJson line, List<DeciderJson> deciders, List<ClaimJson> claims) {

    /** A plugin that decided. */
    @Schema(
            name = "Decider",
            requiredProperties = {"role", "id", "bundle", "version"})
    public record DeciderJson(String role, String id, String bundle, String version, String settingsHash) {}

    /** One claim of a line on a source. */
    @Schema(
            name = "LineClaim",
            requiredProperties = {"externalId", "serviceDate", "act", "share", "value"})
    public record ClaimJson(
            long source,
            String externalId,
            LocalDate serviceDate,
            @Schema(implementation = ActKind.class) String act,
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
