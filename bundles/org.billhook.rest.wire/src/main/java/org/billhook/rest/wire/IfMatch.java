package org.billhook.rest.wire;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;

/** The version that a change was made on, from the header {@code If-Match}; a parameter with {@code @BeanParam}. */
public final class IfMatch {

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

    /** The header; null if it is missing. Public for the description of the API to see it. */
    @HeaderParam(HttpHeaders.IF_MATCH)
    @Parameter(description = "ETag that the object was read with", required = true)
    public String given;

    /**
     * The version.
     *
     * @throws ClientErrorException 428 if the header is missing, or names no version
     * @throws BillhookException STALE if it is none of our tags
     */
    public long version() {
        return version(given);
    }

    /**
     * The version that a PUT was made on.
     *
     * @return 0 for {@code If-None-Match: *}, which makes a new one
     * @throws ClientErrorException 428 if there is neither that nor {@code If-Match} with a version
     * @throws BillhookException STALE if it is none of our tags
     */
    public static long versionOrNew(HttpHeaders headers) {
        String match = headers.getHeaderString(HttpHeaders.IF_MATCH);
        String none = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (match == null && none != null && none.strip().equals("*")) {
            return 0;
        }
        if (match == null || match.isBlank()) {
            throw new ClientErrorException(
                    "Saving needs the header If-Match with the ETag it was read with, or If-None-Match: * for a new one",
                    428);
        }
        return version(match);
    }

    /**
     * The version that a header names.
     *
     * @param given the header; null if it is missing
     * @throws ClientErrorException 428 if the header is missing, or names no version
     * @throws BillhookException STALE if it is none of our tags
     */
    public static long version(String given) {
        if (given == null || given.isBlank() || given.trim().equals("*")) {
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
