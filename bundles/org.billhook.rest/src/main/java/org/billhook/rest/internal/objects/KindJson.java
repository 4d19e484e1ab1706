package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.LifeCycle;

/** A kind of billing object on the wire. */
@Schema(
        name = "BillingObjectKind",
        requiredProperties = {"id", "bundle", "initialStatus", "statuses", "attributes"},
        description = "What the objects of a kind look like and how they live.")
public record KindJson(
        @Schema(description = "What stands before the slash of kind/key") String id,
        @Schema(description = "Bundle that brings it") String bundle,
        @Schema(description = "Status of a new object") String initialStatus,
        @Schema(description = "All statuses that its objects can have") List<StatusJson> statuses,
        @Schema(description = "All that its objects have beside name and status") List<AttributeJson> attributes) {

    /** A status and what can follow it. */
    @Schema(
            name = "BillingObjectStatus",
            requiredProperties = {"name", "phase", "next"})
    public record StatusJson(
            @Schema(description = "Status, as objects have it") String name,
            @Schema(
                            description =
                                    "How far such an object is, whatever its kind calls that; billing asks for a phase",
                            implementation = Phase.class)
                    String phase,
            @Schema(description = "Statuses that can follow it") List<String> next) {}

    /** An attribute of a kind. */
    @Schema(
            name = "BillingObjectAttribute",
            requiredProperties = {"name", "type"})
    public record AttributeJson(
            @Schema(description = "Name in attributes, and in changes and fields") String name,
            @Schema(
                            description =
                                    "How its value is written: DATE as ISO 8601, numbers in plain notation, REFERENCE as kind/key",
                            implementation = Attribute.Type.class)
                    String type,
            @Schema(description = "Whether an object without it is refused") boolean required,
            @Schema(description = "Whether lists can be filtered by it") boolean searchable,
            @Schema(description = "Whether it can be changed after the object was created") boolean changeable,
            @Schema(description = "Whether it is closed for good once something of the object was billed")
                    boolean lockedOnceBilled,
            @Schema(description = "What a CHOICE may be") List<String> values,
            @Schema(description = "Kind that a REFERENCE must name") String target,
            @Schema(description = "What a number may be, for people", example = "from 0 to 100") String range,
            @Schema(description = "What it means, in a sentence for people") String description,
            @Schema(description = "Bundle that adds it to the kind; absent for what the kind has itself")
                    String bundle) {

        static AttributeJson of(Attribute attribute, String bundle) {
            return new AttributeJson(
                    attribute.name(),
                    attribute.type().name(),
                    attribute.required(),
                    attribute.searchable(),
                    attribute.changeable(),
                    attribute.lockedOnceBilled(),
                    attribute.values().isEmpty()
                            ? null
                            : attribute.values().stream().sorted().toList(),
                    attribute.target().orElse(null),
                    attribute.range().map(Attribute.Range::toString).orElse(null),
                    attribute.description(),
                    bundle);
        }
    }

    static KindJson of(BillingObjects.Kind kind) {
        LifeCycle life = kind.lifeCycle();
        List<StatusJson> statuses = life.phases().entrySet().stream()
                .map(status -> new StatusJson(
                        status.getKey(),
                        status.getValue().name(),
                        life.transitions().getOrDefault(status.getKey(), Set.of()).stream()
                                .sorted()
                                .toList()))
                .toList();
        return new KindJson(
                kind.id(),
                kind.bundle(),
                life.initial(),
                statuses,
                kind.attributes().stream()
                        .map(attribute ->
                                AttributeJson.of(attribute, kind.addedBy().get(attribute.name())))
                        .toList());
    }
}
