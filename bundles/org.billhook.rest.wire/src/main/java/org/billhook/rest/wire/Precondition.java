package org.billhook.rest.wire;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;

/** The version that a PUT was made on, from the headers {@code If-Match} and {@code If-None-Match}; a parameter with {@code @BeanParam}. */
public final class Precondition {

    private static final String ANY = "*";

    /** The header; null if it is missing. Public for the description of the API to see it. */
    @HeaderParam(HttpHeaders.IF_MATCH)
    @Parameter(
            description =
                    "ETag that it was read with; * saves over whatever there is now. This or If-None-Match is needed",
            example = "\"1\"")
    public String match;

    /** Likewise. */
    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
    @Parameter(description = "* for a new one, in place of If-Match", example = ANY)
    public String noneMatch;

    /**
     * Saves on the version that was given; 0 for {@code If-None-Match: *}, which makes a new one.
     *
     * @param current the version of now, for {@code If-Match: *}; UNKNOWN if there is none
     * @param save what to do on a version; refuses one that is old as STALE
     * @throws ClientErrorException 428 if there is neither that nor {@code If-Match} with a version
     * @throws BillhookException STALE if it is none of our tags, or if nothing is there that {@code *} could mean
     */
    public <T> T save(LongSupplier current, LongFunction<T> save) {
        if (match == null && noneMatch != null && noneMatch.strip().equals(ANY)) {
            return save.apply(0);
        }
        if (match == null || match.isBlank()) {
            throw new ClientErrorException(
                    "Saving needs the header If-Match with the ETag it was read with, or If-None-Match: * for a new one",
                    428);
        }
        return IfMatch.change(match, () -> existing(current), save);
    }

    private static long existing(LongSupplier current) {
        try {
            return current.getAsLong();
        } catch (BillhookException e) {
            if (e.type() == BillhookException.Type.UNKNOWN) {
                throw new BillhookException(
                        BillhookException.Type.STALE,
                        Finding.error(
                                "STALE", HttpHeaders.IF_MATCH, "If-Match * needs one that is there: there is none"));
            }
            throw e;
        }
    }
}
