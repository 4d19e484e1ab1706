package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** An API token on the wire; with its secret only in the answer that makes it. */
@Schema(
        name = "Token",
        requiredProperties = {"id", "owner", "label", "scopes", "createdAt", "lastDay", "state"})
public record TokenJson(
        @Schema(description = "Id in paths; no secret") String id,
        @Schema(description = "User in whose name it acts") String owner,
        @Schema(description = "What it is for") String label,
        @Schema(description = "Roles that it has, as long as the owner has them") List<String> scopes,
        Instant createdAt,
        @Schema(description = "Last day that it can be used, in UTC") LocalDate lastDay,
        @Schema(
                        description = "ENDED after its last day; REVOKED if somebody took it back before",
                        implementation = Token.State.class)
                String state,
        @Schema(
                        description =
                                "What to send as Authorization: Bearer. Only in the answer that makes it: it is not kept",
                        example = "bh_0123456789abcdef_…")
                String token) {

    static TokenJson of(Token token, LocalDate today) {
        return of(token, today, null);
    }

    static TokenJson of(Token token, LocalDate today, String text) {
        return new TokenJson(
                token.id(),
                token.owner(),
                token.label(),
                token.scopes().stream().sorted().toList(),
                token.createdAt(),
                token.lastDay(),
                token.on(today).name(),
                text);
    }
}
