package org.billhook.object.project.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.billhook.core.model.ObjectRef;
import org.billhook.object.project.WbsElement;

/**
 * A WBS element to be created in the project of the path.
 *
 * @param parent id of the element above it; absent right under the project
 */
@Schema(
        name = "NewElement",
        example = """
                {"id": "MILL.0", "name": "Mill, as billed", "billingElement": true}""")
public record NewElementJson(
        String id, String name, String parent, Boolean billingElement, String responsible, String description) {

    Map<String, String> attributes(ObjectRef project) {
        return new Values()
                .with("project", project.toString())
                .with("parent", parentRef(parent))
                .with("billingElement", billingElement)
                .with("responsible", responsible)
                .with("description", description)
                .set();
    }

    /** Null and empty stay what they are. */
    static String parentRef(String parent) {
        return parent == null || parent.isBlank()
                ? parent
                : Call.given("parent", WbsElement.KIND, parent).toString();
    }
}
