package org.billhook.rest.internal.call;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.IdempotentCalls;
import org.billhook.core.model.Finding;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a POST that carries {@code Idempotency-Key} safe to repeat: the repeat gets the first answer. The key is optional.
 * An answer that says that nothing was done (4xx, 503) gives the key back, so that the call can be mended and sent again.
 */
@Component(service = {ContainerRequestFilter.class, ContainerResponseFilter.class, WriterInterceptor.class})
@JakartarsExtension
@Priority(BodyLimit.PRIORITY + 100)
public final class Idempotency implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {

    /** Header of the key: 1 to 100 visible characters. */
    public static final String HEADER = "Idempotency-Key";
    /** Header of an answer that was given before. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final String PENDING = "org.billhook.rest.keyed-call";
    private static final List<String> KEPT = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile IdempotentCalls calls;

    public Idempotency() {}

    Idempotency(IdempotentCalls calls) {
        this.calls = calls;
    }

    @Override
    public void filter(ContainerRequestContext call) throws IOException {
        String key = call.getHeaderString(HEADER);
        if (key == null || !call.getMethod().equals("POST")) {
            return;
        }
        IdempotentCalls store = store(key);
        Actor actor = new Actor(call.getSecurityContext().getUserPrincipal().getName());
        MessageDigest digest = sha256();
        digest.update(
                (call.getMethod() + "\n" + call.getUriInfo().getRequestUri().getRawPath() + "\n"
                                + call.getUriInfo().getRequestUri().getRawQuery() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        InputStream stream = call.getEntityStream();
        SpooledBody body = stream == null ? SpooledBody.empty() : SpooledBody.read(stream, digest);
        Optional<IdempotentCalls.Answer> first = claim(store, actor, key, digest, body);
        if (first.isPresent()) {
            body.delete();
            call.abortWith(replay(first.get()));
            return;
        }
        call.setProperty(PENDING, new KeyedCall(store, actor, key, body));
        call.setEntityStream(body.open());
    }

    @Override
    public void filter(ContainerRequestContext call, ContainerResponseContext answer) throws IOException {
        if (!(call.getProperty(PENDING) instanceof KeyedCall pending)) {
            return;
        }
        pending.body().delete();
        int status = answer.getStatus();
        if ((status >= 400 && status < 500) || status == 503) {
            call.removeProperty(PENDING);
            pending.release();
            return;
        }
        pending.answered(
                status,
                KEPT.stream()
                        .filter(name -> answer.getHeaderString(name) != null)
                        .map(name -> name + ": " + answer.getHeaderString(name))
                        .toList());
        if (!answer.hasEntity()) {
            call.removeProperty(PENDING);
            pending.keep("", new byte[0]);
        }
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
        if (!(answer.getProperty(PENDING) instanceof KeyedCall pending)) {
            answer.proceed();
            return;
        }
        OutputStream out = answer.getOutputStream();
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        answer.setOutputStream(copy);
        answer.proceed();
        answer.setOutputStream(out);
        try {
            pending.keep(String.valueOf(answer.getMediaType()), copy.toByteArray());
        } catch (RuntimeException e) {
            LOG.error("Answer could not be kept, a repeat of the call will be refused", e);
        }
        copy.writeTo(out);
    }

    private IdempotentCalls store(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new BillhookException(
                    BillhookException.Type.UNREADABLE,
                    Finding.error("WRONG_VALUE", HEADER, HEADER + " must have 1 to 100 visible ASCII characters"));
        }
        IdempotentCalls store = calls;
        if (store == null) {
            throw new BillhookException(
                    BillhookException.Type.UNAVAILABLE,
                    Finding.error("UNAVAILABLE", HEADER, "The store of keys is not there now"));
        }
        return store;
    }

    private static Optional<IdempotentCalls.Answer> claim(
            IdempotentCalls store, Actor actor, String key, MessageDigest digest, SpooledBody body) throws IOException {
        try {
            return store.claim(actor, key, HexFormat.of().formatHex(digest.digest()));
        } catch (RuntimeException e) {
            body.delete();
            throw e;
        }
    }

    private static Response replay(IdempotentCalls.Answer first) {
        Response.ResponseBuilder answer = Response.status(first.status()).header(REPLAYED, "true");
        first.headers()
                .lines()
                .map(line -> line.split(": ", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> answer.header(pair[0], pair[1]));
        if (first.body().length > 0) {
            answer.type(first.contentType()).entity(first.body());
        }
        return answer.build();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
