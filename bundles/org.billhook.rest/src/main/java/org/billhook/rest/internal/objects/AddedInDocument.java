package org.billhook.rest.internal.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.billhook.core.api.BillingObjects;
import org.billhook.core.api.BillingObjects.Kind;
import org.billhook.core.spi.object.Attribute;
import org.billhook.rest.wire.AddedAttributes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/** Names in the description of the API the attributes that bundles add to kinds now: they come and go without the resources. */
@Component(service = ContainerResponseFilter.class)
@JakartarsExtension
public final class AddedInDocument implements ContainerResponseFilter {

    private static final String DOCUMENT = "openapi.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BillingObjects objects;

    @Activate
    public AddedInDocument(@Reference BillingObjects objects) {
        this.objects = objects;
    }

    @Override
    public void filter(ContainerRequestContext call, ContainerResponseContext answer) {
        if (call.getUriInfo().getPath().endsWith(DOCUMENT) && answer.getEntity() instanceof String document) {
            answer.setEntity(with(document));
        }
    }

    private String with(String document) {
        Map<String, Kind> kinds = objects.kinds().stream().collect(Collectors.toMap(Kind::id, Function.identity()));
        try {
            JsonNode api = JSON.readTree(document);
            for (JsonNode schema : api.at("/components/schemas")) {
                for (JsonNode field : schema.path("properties")) {
                    Kind kind = kinds.get(field.path(AddedAttributes.KIND).asText());
                    if (kind != null) {
                        add(kind, (ObjectNode) field);
                    }
                }
            }
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(api);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The description of the API is no JSON", e);
        }
    }

    private static void add(Kind kind, ObjectNode field) {
        for (Attribute attribute : kind.attributes()) {
            if (kind.addedBy().containsKey(attribute.name())) {
                ObjectNode added = field.withObjectProperty("properties").putObject(attribute.name());
                added.put("type", "string").put("description", attribute.description());
                if (!attribute.values().isEmpty()) {
                    attribute.values().stream().sorted().forEach(added.putArray("enum")::add);
                }
            }
        }
    }
}
