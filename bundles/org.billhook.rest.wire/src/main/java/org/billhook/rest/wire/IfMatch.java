package org.billhook.rest.wire;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;

/** The version that a change was made on, from the header {@code If-Match}; a parameter with {@code @BeanParam}. */
public final class IfMatch {

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

    private static final String ANY = "*";
    /** So often a change of whatever is there is tried, while others change it in between. */
    private static final int TRIES = 10;

    /** The header; null if it is missing. Public for the description of the API to see it. */
    @HeaderParam(HttpHeaders.IF_MATCH)
    @Parameter(
            description = "ETag that the object was read with; * changes it whatever it is now",
            required = true,
            example = "\"1\"")
    public String given;

    /**
     * Does a change on the version that was given. For {@code *} that is the version of now, and again so if somebody else
     * changes it in between.
     *
     * @param current the version of now
     * @param change what to do on a version; refuses one that is old as STALE
     * @throws ClientErrorException 428 if the header is missing
     * @throws BillhookException STALE if it is none of our tags
     */
    public <T> T change(LongSupplier current, LongFunction<T> change) {
        return change(given, current, change);
    }

    static <T> T change(String given, LongSupplier current, LongFunction<T> change) {
        if (given == null || !given.strip().equals(ANY)) {
            return change.apply(version(given));
        }
        for (int left = TRIES; ; left--) {
            try {
                return change.apply(current.getAsLong());
            } catch (BillhookException e) {
                if (e.type() != BillhookException.Type.STALE || left == 0) {
                    throw e;
                }
            }
        }
    }

    /**
     * The version that a header names.
     *
     * @param given the header; null if it is missing
     * @throws ClientErrorException 428 if the header is missing
     * @throws BillhookException STALE if it is none of our tags
     */
    public static long version(String given) {
        if (given == null || given.isBlank()) {
            throw new ClientErrorException(
                    "A change needs the header If-Match with the ETag that the object was read with", 428);
        }
        Matcher tag = TAG.matcher(given.trim());
        if (!tag.matches()) {
            throw new BillhookException(
                    BillhookException.Type.STALE,
                    Finding.error("STALE", "If-Match", "If-Match %s is not the ETag of any version".formatted(given)));
        }
        return Long.parseLong(tag.group(1));
    }
}
