package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.billhook.core.api.BillingObjects.Change;

/** Changes of a WBS element: what is absent stays, an empty text takes the value away. */
@Schema(name = "ElementChange", example = """
                {"status": "RELEASED"}""")
public record ElementChangeJson(
        String name, String status, String parent, Boolean billingElement, String responsible, String description) {

    Change change() {
        return new Change(
                Optional.ofNullable(name),
                Optional.ofNullable(status),
                new Values()
                        .with("parent", NewElementJson.parentRef(parent))
                        .with("billingElement", billingElement)
                        .with("responsible", responsible)
                        .with("description", description)
                        .changed());
    }
}
