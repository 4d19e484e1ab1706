package org.billhook.object.salesorderitem.rest;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.billhook.core.api.StoredObject;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;

/**
 * What every method of a resource takes from its call besides path and body: who calls, and under which address.
 */
public final class Call {

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

    @Context
    private SecurityContext caller;

    @Context
    private UriInfo uri;

    Actor actor() {
        return new Actor(caller.getUserPrincipal().getName());
    }

    /**
     * The version that the change was made on.
     *
     * @param given the header If-Match; null if it is missing
     * @throws ClientErrorException 428 if the header is missing, or names no version
     * @throws BillhookException STALE if it is none of our tags
     */
    static long version(String given) {
        if (given == null || given.isBlank() || given.strip().equals("*")) {
            throw new ClientErrorException(
                    "A change needs the header If-Match with the ETag that the object was read with",
                    Response.Status.PRECONDITION_REQUIRED);
        }
        Matcher tag = TAG.matcher(given.strip());
        if (!tag.matches()) {
            String message = "If-Match %s is not the ETag of any version".formatted(given);
            throw new BillhookException(
                    BillhookException.Type.STALE, Finding.error("STALE", HttpHeaders.IF_MATCH, message));
        }
        return Long.parseLong(tag.group(1));
    }

    /**
     * A list, with the next page in its body and in the header Link.
     *
     * @param list takes the items and the cursor of the next page, null on the last one
     */
    <T> Response list(Page<StoredObject> page, Function<StoredObject, T> json, BiFunction<List<T>, String, ?> list) {
        List<T> items = page.items().stream().map(json).toList();
        Response.ResponseBuilder answer =
                Response.ok(list.apply(items, page.next().orElse(null)));
        page.next().ifPresent(next -> answer.link(after(next), "next"));
        return answer.build();
    }

    /** This call for the page after the cursor, which may have any character. */
    private URI after(String cursor) {
        String encoded = URLEncoder.encode(cursor, StandardCharsets.UTF_8).replace("+", "%20");
        return uri.getRequestUriBuilder().replaceQueryParam("after", encoded).build();
    }

    /** One object with its ETag. */
    static Response one(StoredObject object, Object json) {
        return Response.ok(json).tag(String.valueOf(object.version())).build();
    }

    /** A new object, with its address: that of the collection and its last part. */
    Response created(StoredObject object, String id, Object json) {
        return Response.created(uri.getAbsolutePathBuilder().path("{id}").build(id))
                .tag(String.valueOf(object.version()))
                .entity(json)
                .build();
    }

    /**
     * The object that a path names.
     *
     * @throws BillhookException UNKNOWN if no object can have that key
     */
    static ObjectRef named(String kind, String key) {
        try {
            return new ObjectRef(kind, key);
        } catch (IllegalArgumentException e) {
            throw BillhookException.unknown(kind, key);
        }
    }

    /**
     * The object that a field of the body names.
     *
     * @throws BillhookException UNREADABLE if it is missing or no object can have that key
     */
    static ObjectRef given(String field, String kind, String key) {
        try {
            return new ObjectRef(kind, key == null ? "" : key);
        } catch (IllegalArgumentException e) {
            throw new BillhookException(
                    BillhookException.Type.UNREADABLE, Finding.error("WRONG_VALUE", field, e.getMessage()));
        }
    }

    /** @throws BillhookException UNREADABLE if the name is missing */
    static String name(String name) {
        if (name == null || name.isBlank()) {
            throw new BillhookException(
                    BillhookException.Type.UNREADABLE, Finding.error("MISSING", "name", "name is missing"));
        }
        return name;
    }
}
