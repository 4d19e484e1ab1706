package org.billhook.rest.internal.call;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Refuses bodies that are too large, by their stated length and while they are read. */
@Component(service = ContainerRequestFilter.class, configurationPid = "org.billhook.rest.limits")
@JakartarsExtension
@Priority(BodyLimit.PRIORITY)
@Designate(ocd = BodyLimit.Config.class)
public final class BodyLimit implements ContainerRequestFilter {

    static final int PRIORITY = Priorities.HEADER_DECORATOR;

    /** Settings. */
    @ObjectClassDefinition(name = "Billhook REST: limits")
    public @interface Config {
        @AttributeDefinition(name = "JSON", description = "Largest JSON body, in KiB", min = "1", max = "1048576")
        int jsonKiB() default 1_024;

        @AttributeDefinition(
                name = "Bulk",
                description = "Largest JSON body of a call that takes many rows, in KiB",
                min = "1",
                max = "1048576")
        int bulkKiB() default 8_192;

        @AttributeDefinition(
                name = "Upload",
                description = "Largest uploaded file, in KiB",
                min = "1",
                max = "1073741824")
        int uploadKiB() default 1_048_576;
    }

    private final long json;
    private final long bulk;
    private final long upload;

    @Activate
    public BodyLimit(Config config) {
        this(config.jsonKiB() * 1024L, config.bulkKiB() * 1024L, config.uploadKiB() * 1024L);
    }

    BodyLimit(long json, long bulk, long upload) {
        this.json = json;
        this.bulk = bulk;
        this.upload = upload;
    }

    @Override
    public void filter(ContainerRequestContext call) {
        MediaType type = call.getMediaType();
        boolean isUpload = type != null && !type.getSubtype().endsWith("json");
        long limit = isUpload ? upload : isBulk() ? bulk : json;
        if (call.getLength() > limit) {
            throw tooLarge(limit);
        }
        InputStream body = call.getEntityStream();
        if (body != null) {
            call.setEntityStream(new LimitedStream(body, limit));
        }
    }

    private static boolean isBulk() {
        return CurrentCall.method()
                .filter(method -> method.isAnnotationPresent(Bulk.class))
                .isPresent();
    }

    static ClientErrorException tooLarge(long limit) {
        return new ClientErrorException("The body is larger than %d bytes".formatted(limit), 413);
    }
}
