package org.billhook.rest.internal.wire;

import jakarta.ws.rs.ClientErrorException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;

/** The version that a change was made on, from the header {@code If-Match}. */
public final class IfMatch {

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

    private IfMatch() {}

    /**
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
