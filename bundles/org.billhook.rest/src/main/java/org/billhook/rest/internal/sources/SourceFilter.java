package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.billhook.core.api.Sources;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.Read;

/** Which sources a list has. The fields are public for the description of the API to see them. */
public final class SourceFilter {

    @QueryParam("object")
    @Parameter(
            description = "Only what is posted on this object itself, as kind/key",
            example = "wbs-element/PC2.PBC42")
    public String object;

    @QueryParam("root")
    @Parameter(description = "Only what belongs to this root, as kind/key", example = "wbs-element/PC2.PBC42")
    public String root;

    @QueryParam("kind")
    @Parameter(description = "Only sources of this kind", example = "time")
    public String kind;

    @QueryParam("from")
    @Parameter(description = "First service date, inclusive", schema = @Schema(type = "string", format = "date"))
    public String from;

    @QueryParam("to")
    @Parameter(description = "Last service date, inclusive", schema = @Schema(type = "string", format = "date"))
    public String to;

    @QueryParam("onlyOpen")
    @Parameter(description = "Only sources with something open", schema = @Schema(implementation = Boolean.class))
    public String onlyOpen;

    @QueryParam("externalId")
    @Parameter(description = "Only sources that were sent with this id", example = "t-1")
    public String externalId;

    Sources.Query query() {
        Input in = new Input();
        Sources.Query query = new Sources.Query(
                in.optional("object", object, ObjectRef::parse),
                in.optional("root", root, ObjectRef::parse),
                Optional.ofNullable(kind),
                in.optional("from", from, Read::date),
                in.optional("to", to, Read::date),
                in.optional("onlyOpen", onlyOpen, Read::truth).orElse(false),
                Optional.ofNullable(externalId));
        in.check();
        return query;
    }
}
