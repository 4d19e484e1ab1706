package org.billhook.rest.internal.objects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.BillingObjects.Alter;
import org.billhook.core.api.BillingObjects.Create;
import org.billhook.core.api.BillingObjects.Remove;
import org.billhook.core.api.BillingObjects.Step;
import org.billhook.core.model.ObjectRef;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.ObjectInput;

/** One of several changes that are done together: one of its fields, and no more. */
@Schema(name = "BillingObjectStep", description = "One of create, change and delete")
public record StepJson(
        @Schema(description = "An object to be created") NewOne create,
        @Schema(description = "An object to be changed") ChangeOfOne change,
        @Schema(description = "An object to be deleted") OldOne delete) {

    private static final String VERSION =
            "Version that was seen; may be absent for an object that a step before creates or changes";

    /** An object to be created. */
    @Schema(
            name = "NewBillingObjectOfStep",
            requiredProperties = {"object", "name"})
    public record NewOne(
            @Schema(description = "Kind and key", example = "project/MILL") String object,
            @Schema(description = "1 to 200 characters") String name,
            @Schema(description = "Values by attribute name, in the text form of their type")
                    Map<String, String> attributes,
            @Schema(description = ObjectInput.STATUS, example = "RELEASED") String status) {}

    /** A change; what is absent stays. */
    @Schema(
            name = "BillingObjectChangeOfStep",
            requiredProperties = {"object"})
    public record ChangeOfOne(
            @Schema(description = "Kind and key", example = "project/MILL") String object,
            @Schema(description = VERSION) Long version,
            String name,
            @Schema(example = "RELEASED") String status,
            @Schema(description = "New values by attribute name; null takes a value away")
                    Map<String, String> attributes,
            @Schema(description = ObjectInput.CONFIRM) Boolean confirm) {}

    /** An object to be deleted. */
    @Schema(
            name = "DeletedBillingObject",
            requiredProperties = {"object"})
    public record OldOne(
            @Schema(description = "Kind and key", example = "project/MILL") String object,
            @Schema(description = VERSION) Long version) {}

    /** Null if it can't be read. */
    Step read(Input in, String field) {
        if (Stream.of(create, change, delete).filter(Objects::nonNull).count() != 1) {
            in.refuse("ONE_OF", field, "%s must have one of create, change and delete".formatted(field));
            return null;
        }
        try {
            if (create != null) {
                ObjectRef ref = in.required(field + ".object", create.object(), ObjectRef::parse);
                return ref == null
                        ? null
                        : new Create(new NewObjectJson(create.name(), create.attributes(), create.status())
                                .draft(ref.kind(), ref.key()));
            } else if (change != null) {
                ObjectRef ref = in.required(field + ".object", change.object(), ObjectRef::parse);
                return new Alter(
                        ref,
                        Optional.ofNullable(change.version()),
                        new ObjectChangeJson(change.name(), change.status(), change.attributes(), change.confirm())
                                .change());
            }
            ObjectRef ref = in.required(field + ".object", delete.object(), ObjectRef::parse);
            return new Remove(ref, Optional.ofNullable(delete.version()));
        } catch (BillhookException e) {
            e.findings()
                    .forEach(found -> in.refuse(
                            found.code(),
                            field + found.field().map(name -> "." + name).orElse(""),
                            found.message()));
            return null;
        }
    }
}
